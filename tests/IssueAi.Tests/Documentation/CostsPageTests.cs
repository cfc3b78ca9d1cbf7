using System.Globalization;
using System.Text.RegularExpressions;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Documentation;

/// <summary>docs/costs.md uses the operation counts that the benchmark measured, and its sums are correct.</summary>
public sealed partial class CostsPageTests
{
    private static readonly MarkdownPage Costs = new("docs/costs.md");
    private static readonly MarkdownPage Performance = new("docs/performance.md");

    private static string[][] Loads => [.. MarkdownPage.RowsOf(Costs.Section("## Four loads")!)];

    [Fact]
    public void Operations_OfAResponse_AreTheMeasuredOnes()
    {
        Assert.Contains($"{MeasuredOperations("Uncached response of 10 s")} table operations", Costs.Prose, StringComparison.Ordinal);
        Assert.Contains($"cost {MeasuredOperations("Cached replay")} table operations", Costs.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_PerMonth_AreTheResponsesTimesTheMeasuredOnes()
    {
        var responses = Loads.Single(row => row[0] == "responses")[1..];
        var operations = Loads.Single(row => row[0].StartsWith("table operations", StringComparison.Ordinal))[1..];

        Assert.Equal(responses.Select(count => Amount(count) * MeasuredOperations("Uncached response of 10 s")), operations.Select(Amount));
    }

    [Fact]
    public void Sum_OfEachLoad_IsThatOfItsCosts()
    {
        var sum = Loads.Single(row => row[0] == "**sum**");
        var costs = Loads.TakeWhile(row => row != sum && row[0] != "**sum**").Where(row => row[1..].All(cell => cell.StartsWith('$'))).ToList();

        Assert.Equal(7, costs.Count);
        Assert.All(Enumerable.Range(1, 4), load => Assert.Equal(Amount(sum[load].Trim('*')), costs.Sum(row => Amount(row[load]))));
    }

    private static int MeasuredOperations(string title) =>
        (int)Amount(MarkdownPage.RowsOf(Performance.Section("### Table operations")!).First(row => row[0] == title)[1]);

    private static decimal Amount(string cell) => decimal.Parse(Digits().Match(cell).Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\d,.]+")]
    private static partial Regex Digits();
}
