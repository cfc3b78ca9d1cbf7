using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IssueAi.Generation.Upstream;

/// <summary>The error object of a provider's answer, reduced to the names it goes by. Its prose is left behind.</summary>
internal sealed record UpstreamError(IReadOnlyList<string> Names, int? Status = null)
{
    private const int LongestName = 64;

    public static readonly UpstreamError None = new([]);

    /// <summary>
    /// Gets a value indicating whether the provider may be complaining of being asked for log-probabilities. Where it isn't,
    /// asking without them costs one call that fails in the same way.
    /// </summary>
    public bool MayBeAboutLogProbabilities { get; init; }

    public bool IsContentFilter => Names.Any(name =>
        name.Contains("content_filter", StringComparison.OrdinalIgnoreCase)
        || name.Contains("content_policy", StringComparison.OrdinalIgnoreCase)
        || name.Contains("ResponsibleAIPolicy", StringComparison.OrdinalIgnoreCase));

    public bool IsMissingDeployment => Names.Contains("DeploymentNotFound");

    /// <summary>Reads the error from an answer like <c>{"error":{"type":"…","code":"…"}}</c>.</summary>
    public static UpstreamError Read(ReadOnlyMemory<byte> json)
    {
        // The wording differs from provider to provider and changes; what they call the parameter doesn't.
        var isAboutLogProbabilities = Encoding.UTF8.GetString(json.Span).Contains("logprobs", StringComparison.OrdinalIgnoreCase);
        try
        {
            using var document = JsonDocument.Parse(json);
            var error = Read(document.RootElement);
            return error with { MayBeAboutLogProbabilities = isAboutLogProbabilities || error.MayBeAboutLogProbabilities };
        }
        catch (JsonException)
        {
            return None with { MayBeAboutLogProbabilities = isAboutLogProbabilities };
        }
    }

    public static UpstreamError Read(JsonElement answer)
    {
        // Some servers send the error itself.
        var error = Find(answer, "error") ?? answer;

        JsonElement?[] values =
        [
            Find(error, "type"),
            Find(error, "code"),
            Find(Find(error, "innererror"), "code"),
            Find(Find(error, "details"), "error_code"),
        ];
        var names = values.Select(NameOf).OfType<string>().ToList();
        return new(names, StatusOf(Find(error, "code")))
        {
            MayBeAboutLogProbabilities = names.Contains("unsupported_parameter") && Find(error, "param") is not { ValueKind: JsonValueKind.String },
        };
    }

    /// <summary>Says what the names mean where no HTTP status does.</summary>
    public ErrorCode Sort()
    {
        if (IsContentFilter) return ErrorCode.ContentFiltered;
        foreach (var name in Names)
        {
            switch (name)
            {
                case "rate_limit_error" or "rate_limit_exceeded" or "insufficient_quota":
                    return ErrorCode.UpstreamRateLimited;
                case "timeout_error":
                    return ErrorCode.UpstreamTimeout;
                case "invalid_request_error" or "authentication_error" or "permission_error" or "not_found_error"
                    or "billing_error" or "request_too_large":
                    return ErrorCode.UpstreamRejected;
            }
        }

        return Status is { } status ? UpstreamStatus.Sort(status, this) : ErrorCode.UpstreamUnavailable;
    }

    public override string ToString() => Names.Count == 0 ? "no name" : string.Join(", ", Names.Distinct());

    // Azure writes a status as text where it has no name for an error.
    private static int? StatusOf(JsonElement? code) =>
        code is { ValueKind: JsonValueKind.Number or JsonValueKind.String } value
        && int.TryParse(value.GetRawText().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;

    private static JsonElement? Find(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;

    // Names go to the log: anything that doesn't look like one could be a quotation of the request or its key. The raw
    // text is looked at because unescaping fails where the escapes are wrong.
    private static string? NameOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } element
        && element.GetRawText()[1..^1] is { Length: > 0 and <= LongestName } name
        && name.All(character => char.IsAsciiLetter(character) || character is '_' or '.')
            ? name
            : null;
}
