using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IssueAi.Hosting;

/// <summary>Answers the warm-up's requests in memory: as a model that says a few words, and as tables that are empty and accept every write.</summary>
internal sealed class WarmUpBackend : HttpMessageHandler
{
    private const string Tag = "W/\"1\"";
    private const string Operation = "Content-Type: application/http";
    private const int Words = 20;

    private static readonly byte[] Answer = CreateAnswer();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A real reply comes later. The code that waits for it is compiled only if there is something to wait for.
        await Task.Yield();
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/chat/completions", StringComparison.Ordinal)) return Create(HttpStatusCode.OK, new LateStream(Answer), "text/event-stream");
        if (path.EndsWith("/$batch", StringComparison.Ordinal)) return AcceptAll(await request.Content!.ReadAsStringAsync(cancellationToken));
        if (request.Method == HttpMethod.Get)
        {
            return path.EndsWith("()", StringComparison.Ordinal)
                ? Create(HttpStatusCode.OK, new LateStream("""{"value":[]}"""u8), "application/json")
                : Create(HttpStatusCode.NotFound, new LateStream("""{"odata.error":{"code":"ResourceNotFound","message":{"value":"Empty."}}}"""u8), "application/json");
        }

        return new HttpResponseMessage(HttpStatusCode.NoContent) { Headers = { ETag = EntityTagHeaderValue.Parse(Tag) } };
    }

    private static HttpResponseMessage AcceptAll(string transaction)
    {
        var parts = new StringBuilder("--batch\r\nContent-Type: multipart/mixed; boundary=changes\r\n\r\n");
        for (var operation = 1; operation < transaction.Split(Operation).Length; operation++)
            parts.Append($"--changes\r\n{Operation}\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 204 No Content\r\nETag: {Tag}\r\n\r\n\r\n");
        return Create(HttpStatusCode.Accepted, new LateStream(Encoding.UTF8.GetBytes(parts.Append("--changes--\r\n--batch--\r\n").ToString())), "multipart/mixed; boundary=batch");
    }

    private static HttpResponseMessage Create(HttpStatusCode status, LateStream body, string type) =>
        new(status) { Content = new StreamContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } } };

    private static byte[] CreateAnswer()
    {
        var answer = new StringBuilder();
        for (var word = 0; word < Words; word++) Add(answer, $$"""{"content":"word {{word}} "}""", $$"""{"content":[{"token":"word","logprob":-0.{{word}},"bytes":[119],"top_logprobs":[]}]}""", "null");
        Add(answer, "{}", "null", "\"stop\"");
        return Encoding.UTF8.GetBytes(answer.Append("data: [DONE]\n\n").ToString());
    }

    private static void Add(StringBuilder answer, string delta, string probabilities, string finishReason) => answer.Append(
        $$"""
        data: {"id":"warm-up","object":"chat.completion.chunk","created":1,"model":"warm-up","choices":[{"index":0,"delta":{{delta}},"logprobs":{{probabilities}},"finish_reason":{{finishReason}}}]}


        """);

    /// <summary>A body whose bytes arrive in pieces, each after a moment.</summary>
    private sealed class LateStream(ReadOnlySpan<byte> bytes) : MemoryStream(bytes.ToArray(), writable: false)
    {
        private const int PieceLength = 512;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Read(buffer.Span[..Math.Min(PieceLength, buffer.Length)]);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
