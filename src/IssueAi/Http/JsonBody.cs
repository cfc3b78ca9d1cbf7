using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IssueAi.Http;

/// <summary>Reads a request's body as one JSON object, within limits that hold before any work is done.</summary>
internal sealed class JsonBody(TimeProvider clock)
{
    /// <summary>The longest body, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    // A request is flat; deeper values belong to ignored properties.
    private const int MaxDepth = 32;

    // The name for errors without a property.
    private const string Body = "body";

    // An error is listed by its property's path, unless the path is longer than this.
    private const int MaxPathLength = 100;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body's properties.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="read">Reads the properties; the reader collects the errors.</param>
    /// <param name="cancellationToken">Fires when the client disconnects.</param>
    /// <returns>The value, or the problem to answer with.</returns>
    public async Task<RequestResult<T>> ReadAsync<T>(HttpRequest request, Func<PropertyReader, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var body = await ReadDocumentAsync(request, cancellationToken);
        if (!body.Succeeded(out var document, out var problem)) return RequestResult.Refused<T>(problem);

        using (document)
        {
            var properties = new PropertyReader(document.RootElement);
            var value = read(properties);
            return properties.Errors.Count == 0 ? RequestResult.Of(value) : RequestResult.Refused<T>(Problems.InvalidRequest(properties.Errors));
        }
    }

    private async Task<RequestResult<JsonDocument>> ReadDocumentAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (CheckMediaType(request) is { } unsupported) return RequestResult.Refused<JsonDocument>(unsupported);
        if (request.ContentLength > MaxBytes) return RequestResult.Refused<JsonDocument>(Problems.PayloadTooLarge(MaxBytes));

        var reader = request.BodyReader;

        // A token would leave Kestrel's reader unusable, and the rest of the body may still have to be read.
        using var limit = new CancellationTokenSource(BodyLimits.Time, clock);
        await using var stopping = limit.Token.Register(reader.CancelPendingRead);
        try
        {
            return await ReadWholeAsync(reader, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return RequestResult.Refused<JsonDocument>(Problems.PayloadTooLarge(MaxBytes));
        }
        catch (IOException)
        {
            return Malformed("The body violates HTTP.");
        }
    }

    private static async Task<RequestResult<JsonDocument>> ReadWholeAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var body = await reader.ReadAsync(cancellationToken);
            var isTooLong = body.Buffer.Length > MaxBytes;
            if (isTooLong || body.IsCompleted || body.IsCanceled)
            {
                var bytes = isTooLong || !body.IsCompleted ? [] : body.Buffer.ToArray();
                reader.AdvanceTo(body.Buffer.End);
                if (isTooLong) return RequestResult.Refused<JsonDocument>(Problems.PayloadTooLarge(MaxBytes));
                return body.IsCompleted ? Parse(bytes) : Malformed($"The body didn't arrive within {BodyLimits.Time.TotalSeconds} s.");
            }

            reader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
        }
    }

    private static IResult? CheckMediaType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.UnsupportedMediaType("Send 'Content-Type: application/json'.");
        }

        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            return Problems.UnsupportedMediaType("JSON must be UTF-8.");

        return request.Headers.ContentEncoding.Count == 0
            ? null
            : Problems.UnsupportedMediaType("Send the body uncompressed, without 'Content-Encoding'.");
    }

    private static RequestResult<JsonDocument> Parse(byte[] body)
    {
        var json = body.AsMemory(body.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        if (!Utf8.IsValid(json.Span)) return Malformed("The body isn't valid UTF-8.");

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException exception)
        {
            return Malformed(string.Create(
                CultureInfo.InvariantCulture,
                $"The body isn't valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}), or nested more than {MaxDepth} deep."));
        }

        if (CheckObject(document.RootElement) is not { } problem) return RequestResult.Of(document);

        document.Dispose();
        return RequestResult.Refused<JsonDocument>(problem);
    }

    private static IResult? CheckObject(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Problems.InvalidRequest(Body, "The body must be a JSON object.");
        try
        {
            return DuplicateProperties.Find(body) is { } path
                ? Problems.InvalidRequest(path.Length <= MaxPathLength ? path : Body, "may occur only once")
                : null;
        }
        catch (InvalidOperationException)
        {
            // JSON allows half of a surrogate pair as an escape; to be compared, names must be text.
            return Problems.InvalidRequest(Body, "A property's name contains an unpaired surrogate.");
        }
    }

    private static RequestResult<JsonDocument> Malformed(string error) => RequestResult.Refused<JsonDocument>(Problems.InvalidRequest(Body, error));
}
