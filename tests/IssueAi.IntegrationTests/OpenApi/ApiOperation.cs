using System.Text.Json;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>An operation as the document describes it.</summary>
internal sealed record ApiOperation(string Id, string Method, string Path, JsonElement Json)
{
    /// <summary>Gets what the operation is declared to answer: a status, or a status with a problem's code.</summary>
    public IEnumerable<string> Outcomes =>
        Json.GetProperty("responses").EnumerateObject().SelectMany(response => CodesOf(response.Value) is { Count: > 0 } codes
            ? codes.Select(code => Outcome(response.Name, code))
            : [Outcome(response.Name, code: null)]);

    /// <summary>Writes what the operation has answered in the same way.</summary>
    public string Outcome(string status, string? code) => $"{Id} {status} {code}".TrimEnd();

    private static List<string> CodesOf(JsonElement response) =>
        response.TryGetProperty("content", out var content) && content.TryGetProperty("application/problem+json", out var problem)
            ? [.. problem.GetProperty("schema").GetProperty("allOf")[1].GetProperty("properties").GetProperty("code").GetProperty("enum").EnumerateArray().Select(code => code.GetString()!)]
            : [];
}
