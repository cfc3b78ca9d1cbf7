using System.Text;
using BenchmarkDotNet.Attributes;
using IssueAi.Generation.ChatCompletions;

namespace IssueAi.Micro;

/// <summary>Reads one event of the model's stream.</summary>
public class ChunkParserBenchmarks
{
    private const string Safe = """{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}""";

    private const string Tail =
        """
        "created":1736935200,"id":"chatcmpl-1","model":"gpt-4o-2024-08-06","object":"chat.completion.chunk","system_fingerprint":"fp_1","usage":null
        """;

    private readonly ChatChunkParser _parser = new();
    private readonly byte[] _plain = Chunk("null");
    private readonly byte[] _reordered = Encoding.UTF8.GetBytes(
        $$"""{{{Tail}},"choices":[{"content_filter_results":{{Safe}},"delta":{"content":" ticket"},"finish_reason":null,"index":0,"logprobs":null}]}""");

    private readonly byte[] _rich = Chunk("""{"content":[{"token":" ticket","logprob":-0.10536052,"bytes":[32,116,105,99,107,101,116],"top_logprobs":[]}],"refusal":null}""");

    [Benchmark(Baseline = true)]
    public int Plain() => _parser.Parse(_plain).Text.Length;

    [Benchmark]
    public int WithLogProbabilities() => _parser.Parse(_rich).Text.Length;

    /// <summary>Chunks of alternating forms, so that each is parsed completely: the template's savings, and its cost without a match.</summary>
    [Benchmark(OperationsPerInvoke = 2)]
    public int PlainWithoutTemplate() => _parser.Parse(_plain).Text.Length + _parser.Parse(_reordered).Text.Length;

    private static byte[] Chunk(string logProbabilities) => Encoding.UTF8.GetBytes(
        $$"""{"choices":[{"content_filter_results":{{Safe}},"delta":{"content":" ticket"},"finish_reason":null,"index":0,"logprobs":{{logProbabilities}}}],{{Tail}}}""");
}
