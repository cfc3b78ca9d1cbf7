using IssueAi.Quality;

namespace IssueAi.IntegrationTests.Quality;

public sealed class QualityRunTests
{
    // A run starts a separate host and requests each action of each issue.
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(2);

    [Fact]
    public void There_Are_Issues_Of_Each_Kind_And_Several_Languages()
    {
        var issues = SampleIssue.ReadAll();

        Assert.InRange(issues.Count, 30, 100);
        Assert.Equal(["bug", "chore", "feature"], issues.Select(issue => issue.Name.Split('-')[0]).Distinct().Order());
        Assert.Equal(["bug", "chore", "feature"], issues.Take(3).Select(issue => issue.Name.Split('-')[0]).Order());
        Assert.All(issues, issue => Assert.NotEmpty(issue.Title));
        Assert.Contains(issues, issue => issue.Description.Length > 1500);
        Assert.Contains(issues, issue => issue.Description.Length < 40);
        Assert.All(["-vi-", "-de-", "-fr-", "-ja-"], language => Assert.Contains(issues, issue => issue.Name.Contains(language, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Run_On_The_Simulator_Says_How_Good_Its_Answers_Are()
    {
        var file = Path.GetTempFileName();
        using var console = new StringWriter();

        var exitCode = await QualityRun.RunAsync(new QualityOptions(Out: file), console).WaitAsync(MaxRunTime);
        var report = await File.ReadAllTextAsync(file);
        File.Delete(file);

        Assert.Equal(0, exitCode);
        Assert.Equal(report, console.ToString());
        var count = SampleIssue.ReadAll().Count;
        Assert.Contains($"{count} issues, responses of simulator-1.", report, StringComparison.Ordinal);
        Assert.All(["refine", "estimate", "breakdown"], action => Assert.Contains($"| {action} | {count} | 100 % |", report, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"points":5,"range":[3],"assumptions":[1]}""", "$.range has too few entries; $.assumptions[0] is no string")]
    [InlineData("""{"points":"5","range":[3,8]}""", "$.points is no number; $ lacks assumptions")]
    [InlineData("""{"points":101,"range":[3,8],"assumptions":[]}""", "$.points is too large")]
    public void A_Report_Says_What_Is_Wrong(string result, string findings)
    {
        var report = new QualityReport([Sample with { Result = System.Text.Json.JsonElement.Parse(result) }, Sample with { Error = "internal" }, Sample], "m");

        var markdown = report.ToMarkdown();

        Assert.Equal(0, report.ValidShare);
        Assert.Contains($"\n- estimate of one: {findings}\n", markdown, StringComparison.Ordinal);
        Assert.Contains("\n- estimate of one: ended with internal\n", markdown, StringComparison.Ordinal);
        Assert.EndsWith("\n- estimate of one: has no result\n", markdown, StringComparison.Ordinal);
    }

    private static AnswerSample Sample => new()
    {
        Issue = "one",
        Action = "estimate",
        Prose = "Five.",
        WholeMs = 1,
        Metadata = System.Text.Json.JsonElement.Parse("""{"finishReason":"stop"}"""),
    };
}
