using System.Text.Json;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>An operation in the document.</summary>
internal sealed record ApiOperation(string Id, string Method, string Path, JsonElement Json)
{
    private const string Problem = "application/problem+json";

    /// <summary>Gets the documented outcomes: a status, or a status with a problem's code.</summary>
    public IEnumerable<string> Outcomes =>
        Json.GetProperty("responses").EnumerateObject().SelectMany(response => CodesOf(response.Value).Select(code => Outcome(response.Name, code)));

    /// <summary>Formats an actual outcome in the same way.</summary>
    public string Outcome(string status, string? code) => $"{Id} {status} {code}".TrimEnd();

    // A status without a problem has no code; a status may occur with both.
    private static IEnumerable<string?> CodesOf(JsonElement response)
    {
        if (!response.TryGetProperty("content", out var content)) return [null];

        IEnumerable<string?> others = content.EnumerateObject().Any(media => media.Name != Problem) ? [null] : [];
        return content.TryGetProperty(Problem, out var problem)
            ? others.Concat(problem.GetProperty("schema").GetProperty("allOf")[1].GetProperty("properties").GetProperty("code").GetProperty("enum").EnumerateArray().Select(code => code.GetString()))
            : others;
    }
}
