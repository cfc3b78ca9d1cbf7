using IssueAi.Bench.Tables;

namespace IssueAi.Bench.Scenarios;

/// <summary>Something a caller does, whose table operations are counted.</summary>
/// <param name="Title">Its name in the table.</param>
/// <param name="CountAsync">Does it and counts.</param>
internal sealed record OperationCase(string Title, Func<OperationAnswers, Task<OperationCounts>> CountAsync)
{
    /// <summary>Gets all cases, in an order in which later ones find the results of earlier ones. The first is the one with a limit.</summary>
    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new("Uncached response of 10 s", answers => answers.GenerateAsync()) { IsPriced = true },
        new("Cached replay", answers => answers.ReplayAsync()) { IsPriced = true },
        new("Response of 10 s followed on a second instance: the second's part", answers => answers.FollowAsync()) { IsPriced = true },
        new("New version of 10 s (regenerate)", answers => answers.RegenerateAsync()) { IsPriced = true },
        new("Resume on the producing instance", answers => answers.ResumeRunningAsync()),
        new("Resume of a response that has ended", answers => answers.ResumeEndedAsync()),
        new("Cancel on the producing instance", answers => answers.CancelAsync(answers.Rig.First)),
        new("Cancel on another instance: both instances' part", answers => answers.CancelAsync(answers.Rig.Second)),
        new("History page, one action", answers => answers.ListAsync("?action=refine")),
        new("History page, all actions", answers => answers.ListAsync(string.Empty)),
        new("Stored response as JSON", answers => answers.ReadAsync()),
    ];

    /// <summary>Gets a value indicating whether the report has the price of a million.</summary>
    public bool IsPriced { get; init; }
}
