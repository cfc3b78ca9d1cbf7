using System.Text.RegularExpressions;
using IssueAi.IntegrationTests;

namespace IssueAi.FunctionsTests;

/// <summary>The table of endpoints in docs/api.md.</summary>
internal static partial class EndpointTable
{
    /// <summary>Reads each endpoint once, such as <c>GET /api/ai/responses/{responseId}</c>.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync()
    {
        var checkout = await NodeTools.InstalledAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(checkout.Root, "docs", "api.md"));
        return [.. page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains("/api/", StringComparison.Ordinal)).SelectMany(ReadRow)];
    }

    // A path without a method has the method of the path before it.
    private static IEnumerable<string> ReadRow(string row)
    {
        var method = string.Empty;
        foreach (Match endpoint in Endpoint().Matches(row.Split('|')[1]))
        {
            if (endpoint.Groups["method"].Value is { Length: > 0 } named) method = named;
            yield return $"{method} {endpoint.Groups["path"].Value}";
        }
    }

    [GeneratedRegex("`((?<method>[A-Z]+) )?(?<path>/api/[^`]+)`")]
    private static partial Regex Endpoint();
}
