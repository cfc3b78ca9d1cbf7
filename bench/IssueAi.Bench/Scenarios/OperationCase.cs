using IssueAi.Bench.Tables;

namespace IssueAi.Bench.Scenarios;

/// <summary>A client's action whose table operations are counted.</summary>
/// <param name="Title">Its name in the table.</param>
/// <param name="CountAsync">Performs the action and counts the operations.</param>
internal sealed record OperationCase(string Title, Func<OperationAnswers, Task<OperationCounts>> CountAsync)
{
    /// <summary>Gets all cases. Later ones use the results of earlier ones. The first one has a limit.</summary>
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

    /// <summary>Gets a value indicating whether the report shows the price of a million operations.</summary>
    public bool IsPriced { get; init; }
}
