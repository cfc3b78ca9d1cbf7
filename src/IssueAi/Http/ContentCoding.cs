using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IssueAi.Http;

/// <summary>
/// Compresses a response by <c>Accept-Encoding</c>. The platform's worker has no middleware for it,
/// and in a stream each flush has to reach the client.
/// </summary>
internal static class ContentCoding
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    // With a flush per word Brotli saves nothing and Gzip more than half; for a body that is written at once Brotli saves more.
    private static readonly string[] BestForPieces = [Gzip, Brotli];
    private static readonly string[] BestForTheWhole = [Brotli, Gzip];

    /// <summary>Sets the headers and opens the body to write to, for <see cref="CloseBodyAsync"/> to close.</summary>
    /// <param name="context">The HTTP context of the client's request.</param>
    /// <param name="comesInPieces">Whether the body is generated and flushed piece by piece.</param>
    public static PipeWriter OpenBody(HttpContext context, bool comesInPieces)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (Choose(context.Request, comesInPieces ? BestForPieces : BestForTheWhole) is not { } coding) return context.Response.BodyWriter;

        context.Response.Headers.ContentEncoding = coding;
        var body = context.Response.Body;
        return PipeWriter.Create(coding == Brotli
            ? new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true));
    }

    /// <summary>Ends a compressed body and frees the compressor, also after a disconnect.</summary>
    public static async Task CloseBodyAsync(HttpContext context, PipeWriter body)
    {
        if (body == context.Response.BodyWriter) return;
        try
        {
            await body.CompleteAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
    }

    // The client's preferred coding; of two with the same quality, the first one.
    private static string? Choose(HttpRequest request, string[] codings)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)) return null;

        var best = (Coding: (string?)null, Quality: 0.0);
        foreach (var coding in codings)
        {
            var quality = accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } named ? named.Quality ?? 1 : 0;
            if (quality > best.Quality) best = (coding, quality);
        }

        return best.Coding;
    }
}
