using System.Text;

namespace IssueAi.Bench.Race.Model;

/// <summary>
/// The bytes of an answer in Azure OpenAI's format, created once: only a token's stamp changes. Each event is a separate chunk
/// of the HTTP response, as from a service that flushes each token.
/// </summary>
internal sealed class ChunkTemplate
{
    private const string Head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n" +
        "apim-request-id: 3b7c2f3e-8d0f-4a53-9a7c-5d2f1f0e6a11\r\nx-ms-region: Sweden Central\r\nx-ratelimit-remaining-requests: 999\r\n\r\n";

    private const string Safe =
        """{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}""";

    private const string Identity =
        """
        "created":1736935200,"id":"chatcmpl-Aq1fGk3mT9xWb7RzYc5LhVdE2nJpS","model":"gpt-4o-2024-08-06","object":"chat.completion.chunk","system_fingerprint":"fp_b705f0c291"
        """;

    // The content of a token's bytes doesn't matter here, but their number does.
    private const string LogProbabilities =
        """{"content":[{"token":" ticket","logprob":-0.10536052,"bytes":[32,116,105,99,107,101,116],"top_logprobs":[]}],"refusal":null}""";

    private ChunkTemplate(byte[] beginning, byte[] token, byte[] end)
    {
        Beginning = beginning;
        Token = token;
        End = end;
        StampAt = token.AsSpan().IndexOf(Stamp.Mark) + 1;
    }

    /// <summary>Gets the response's head, the content filter result for the prompt, and the role.</summary>
    public byte[] Beginning { get; }

    /// <summary>Gets a token's chunk.</summary>
    public byte[] Token { get; }

    /// <summary>Gets the position of the stamp's letters in a token's chunk.</summary>
    public int StampAt { get; }

    /// <summary>Gets the finish reason, the usage, and the end of the response.</summary>
    public byte[] End { get; }

    public static ChunkTemplate Create(bool logProbabilities, int tokens)
    {
        var stamp = $" {(char)Stamp.Mark}{new string('A', Stamp.Length)}";
        return new ChunkTemplate(
            Encoding.ASCII.GetBytes(Head + Chunk(PromptFilter()) + Chunk(Choice("{}", """{"content":"","refusal":null,"role":"assistant"}""", "null"))),
            Encoding.ASCII.GetBytes(Chunk(Choice(Safe, $$"""{"content":"{{stamp}}"}""", "null", logProbabilities ? LogProbabilities : "null"))),
            Encoding.ASCII.GetBytes(Chunk(Choice("{}", "{}", "\"stop\"")) + Chunk(Usage(tokens)) + Chunk("[DONE]") + "0\r\n\r\n"));
    }

    private static string PromptFilter() =>
        $$"""{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{{Safe}}}]}""";

    private static string Choice(string filter, string delta, string finish, string logProbabilities = "null") =>
        $$"""{"choices":[{"content_filter_results":{{filter}},"delta":{{delta}},"finish_reason":{{finish}},"index":0,"logprobs":{{logProbabilities}}}],{{Identity}},"usage":null}""";

    private static string Usage(int tokens) =>
        $$$"""{"choices":[],{{{Identity}}},"usage":{"completion_tokens":{{{tokens}}},"completion_tokens_details":{"reasoning_tokens":0},"prompt_tokens":812,"prompt_tokens_details":{"cached_tokens":0},"total_tokens":{{{tokens + 812}}}}}""";

    private static string Chunk(string data)
    {
        var body = $"data: {data}\n\n";
        return $"{body.Length:x}\r\n{body}\r\n";
    }
}
