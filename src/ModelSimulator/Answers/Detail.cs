using IssueAi.ModelSimulator.Wire;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>How much an issue says, and how sure of its answer that makes the model seem.</summary>
internal static class Detail
{
    private const double MostVague = -0.75;
    private const double MostSure = -0.06;
    private const double WordsOfFullDetail = 80;
    private const double EntriesOfFullDetail = 6;

    public static double MeanLogProbability(ChatPrompt prompt)
    {
        var detail = prompt.Issue is { } issue ? Of(issue) : 0.5;

        // Two issues with as much detail still differ a little.
        var jitter = 0.04 * StableHash.ToUnit(StableHash.Of(prompt.Message));
        return MostVague + ((MostSure - MostVague) * detail) - jitter;
    }

    private static double Of(IssueText issue)
    {
        var outline = Outline.Of(issue.Description);
        var words = Math.Min(outline.Words / WordsOfFullDetail, 1);
        var entries = Math.Min((outline.Items.Count + outline.CodeBlocks) / EntriesOfFullDetail, 1);
        var title = issue.Title is null ? 0 : 1;
        return (0.55 * words) + (0.3 * entries) + (0.15 * title);
    }
}
