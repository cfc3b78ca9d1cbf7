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
    /// Gets the parameters that the provider may be complaining of. Where it isn't, asking without them costs one call that
    /// fails in the same way.
    /// </summary>
    public RequestParameters Refuses { get; init; }

    /// <summary>Gets the part of the request that was blocked, where the provider's content filter blocked one.</summary>
    public FilteredPart Filtered { get; init; }

    /// <summary>Gets a value indicating whether the provider's content filter stopped the request or the answer.</summary>
    public bool IsContentFilter => ErrorNames.Sort(Names) == ErrorCode.ContentFiltered;

    /// <summary>Gets a value indicating whether the paid quota is used up, so that a short wait doesn't help.</summary>
    public bool IsQuotaSpent => ErrorNames.AreOfASpentQuota(Names);

    public bool IsMissingDeployment => Names.Contains("DeploymentNotFound");

    /// <summary>Reads the error from an answer like <c>{"error":{"type":"…","code":"…"}}</c>.</summary>
    public static UpstreamError Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return None with { Refuses = ParameterNames.Find(Encoding.UTF8.GetString(json.Span)) };
        }
    }

    public static UpstreamError Read(JsonElement answer)
    {
        // Some servers put the error into a list, and some send the error itself.
        if (answer.ValueKind == JsonValueKind.Array && answer.GetArrayLength() > 0) answer = answer[0];
        var error = Find(answer, "error") ?? answer;

        JsonElement?[] values =
        [
            Find(error, "type"),
            Find(error, "code"),
            Find(error, "status"),
            Find(Find(error, "innererror"), "code"),
            Find(Find(error, "details"), "error_code"),
        ];
        var names = values.Select(NameOf).OfType<string>().ToList();
        return new(names, StatusOf(Find(error, "code")) ?? StatusOf(Find(error, "status")) ?? StatusOf(Find(error, "statusCode")))
        {
            Refuses = RefusedBy(answer, error, names),
            Filtered = FilterVerdict.Read(Find(Find(error, "innererror"), "content_filter_result")),
        };
    }

    /// <summary>Returns the error's meaning when there is no HTTP status.</summary>
    public ErrorCode Sort()
    {
        var named = ErrorNames.Sort(Names);

        // A status says less than these names do, and more than the others.
        if (Status is { } status && named is null or ErrorCode.UpstreamRejected or ErrorCode.UpstreamUnavailable)
            return UpstreamStatus.Sort(status, this);
        return named ?? ErrorCode.UpstreamUnavailable;
    }

    public override string ToString() => Names.Count == 0 ? "no name" : string.Join(", ", Names.Distinct());

    // The field that is meant for it says most; servers without it name the parameter somewhere.
    private static RequestParameters RefusedBy(JsonElement answer, JsonElement error, List<string> names)
    {
        var parameter = Find(error, "param") is { ValueKind: JsonValueKind.String } value ? value.GetRawText() : null;
        if (parameter is not null && ParameterNames.Find(parameter) is not RequestParameters.None and var named) return named;

        var found = ParameterNames.Find(answer.GetRawText());
        if (parameter is null && found == RequestParameters.None && names.Contains("unsupported_parameter")) return RequestParameters.LogProbabilities;
        return found;
    }

    // Azure writes a status as text where it has no name for an error.
    private static int? StatusOf(JsonElement? code) =>
        code is { ValueKind: JsonValueKind.Number or JsonValueKind.String } value
        && int.TryParse(value.GetRawText().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 300 and < 600
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
