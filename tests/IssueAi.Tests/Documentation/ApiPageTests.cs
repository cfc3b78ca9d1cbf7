using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IssueAi.Generation;
using IssueAi.Http;
using IssueAi.RateLimiting;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>docs/api.md names every error code, and the same limits as the code.</summary>
public sealed class ApiPageTests
{
    private static readonly MarkdownPage Page = new("docs/api.md");

    [Fact]
    public void Codes_OfProblems_AreThoseOfTheService()
    {
        var problems = JsonNode.Parse(Repository.Read("src/IssueAi/OpenApi/openapi.json"))!["x-problems"]!.AsObject().Select(problem => problem.Key);

        Assert.Equal(problems.Order(StringComparer.Ordinal), CodesOf("## Errors before the stream", column: 1));
    }

    [Fact]
    public void Codes_OfErrorEvents_AreThoseOfTheService()
    {
        var codes = Enum.GetValues<ErrorCode>().Select(code => JsonSerializer.Serialize(code).Trim('"'));

        Assert.Equal(codes.Order(StringComparer.Ordinal), CodesOf("## Errors inside the stream", column: 0));
    }

    [Fact]
    public void Limits_OfThePage_AreThoseOfTheCode()
    {
        var limits = string.Join('\n', MarkdownPage.RowsOf(Page.Section("## Limits")!).Select(row => string.Join(" | ", row)));
        var rates = new RateLimitOptions();

        Assert.All(
            [
                FormattableString.Invariant($"[{rates.PermitLimit} per minute; {rates.TokensPerDay:N0} per day]"),
                FormattableString.Invariant($"{JsonBody.MaxBytes:N0} bytes"),
                FormattableString.Invariant($"{IssueIds.MaxLength}, 300, {IssueReader.MaxDescriptionLength:N0}, 2,000 characters"),
                FormattableString.Invariant($"{new GenerationOptions().MaxOutputTokens:N0} tokens"),
            ],
            limit => Assert.Contains(limit, limits, StringComparison.Ordinal));
    }

    private static IEnumerable<string> CodesOf(string heading, int column) => MarkdownPage.RowsOf(Page.Section(heading)!)
        .Select(row => Regex.Match(row[column], "^`([a-z_]+)`$").Groups[1].Value)
        .Order(StringComparer.Ordinal);
}
