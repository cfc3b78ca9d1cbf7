using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using IssueAi.Streaming;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Sorts what Azure OpenAI answers in place of a stream by what it means for the caller.</summary>
internal static class AzureOpenAIFailures
{
    // An error's body is a few hundred bytes; more than this isn't read.
    private const int LongestBody = 16 * 1024;

    public static bool IsConnectionFailure(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or ClientResultException or AggregateException or TaskCanceledException;

    /// <summary>Reads an error response.</summary>
    public static async Task<ModelException> ReadAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        var code = await ReadCodeAsync(response, cancellationToken);
        return new ModelException(Sort(response.Status, code), $"The model answered {response.Status} ({code ?? "no code"}).")
        {
            RetryAfter = RetryAfter(response.Headers),
        };
    }

    /// <summary>Sorts an error event that stands in the stream itself.</summary>
    public static ModelException InStream(string? code) =>
        new(SortCode(code) ?? ErrorCode.UpstreamUnavailable, $"The model broke off with an error event ({code ?? "no code"}).");

    private static ErrorCode Sort(int status, string? code) => SortCode(code) ?? status switch
    {
        429 => ErrorCode.UpstreamRateLimited,
        408 or 504 => ErrorCode.UpstreamTimeout,
        >= 400 and < 500 => ErrorCode.UpstreamRejected,
        _ => ErrorCode.UpstreamUnavailable,
    };

    private static ErrorCode? SortCode(string? code) => code switch
    {
        "content_filter" or "ResponsibleAIPolicyViolation" => ErrorCode.ContentFiltered,
        "rate_limit_exceeded" or "429" or "RateLimitReached" => ErrorCode.UpstreamRateLimited,
        _ => null,
    };

    private static async Task<string?> ReadCodeAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        if (response.ContentStream is not { } stream) return null;
        try
        {
            var body = new byte[LongestBody];
            var length = await stream.ReadAtLeastAsync(body, LongestBody, throwOnEndOfStream: false, cancellationToken);
            using var document = JsonDocument.Parse(body.AsMemory(0, length));
            return document.RootElement.TryGetProperty("error", out var error) ? CodeOf(error) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException
            || (IsConnectionFailure(exception) && !cancellationToken.IsCancellationRequested))
        {
            // A proxy's error page, say. The status tells enough.
            return null;
        }
    }

    private static string? CodeOf(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
            ? code.GetString()
            : null;

    private static TimeSpan? RetryAfter(PipelineResponseHeaders headers)
    {
        if (headers.TryGetValue("retry-after-ms", out var milliseconds) && IsCount(milliseconds, out var ms)) return TimeSpan.FromMilliseconds(ms);
        return headers.TryGetValue("retry-after", out var seconds) && IsCount(seconds, out var s) ? TimeSpan.FromSeconds(s) : null;
    }

    private static bool IsCount(string? text, out double count) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out count) && count < int.MaxValue;
}
