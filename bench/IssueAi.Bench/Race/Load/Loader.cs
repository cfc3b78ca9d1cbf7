using System.Text.Json;
using IssueAi.Bench.Processes;

namespace IssueAi.Bench.Race.Load;

/// <summary>The run's view of the load generator's process.</summary>
internal sealed class Loader : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process = ChildProcess.Start("IssueAi.Bench.dll", [LoadRole.Command], LeanSettings.All);
    private int _callers = 1;

    public int ProcessId => _process.Id;

    public async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        // A number is never used twice, however many streams a client reads within its time.
        const int NumbersARun = 200_000;
        _callers = (_callers + NumbersARun) % 90_000_000;
        await _process.WriteLineAsync(JsonSerializer.Serialize(plan with { FirstCaller = _callers }));
        var line = await _process.ReadAsync(LoadRole.Result, TimeSpan.FromMilliseconds(plan.LimitMs) + Grace);
        return JsonSerializer.Deserialize<LoadResult>(line, LoadRole.Numbers)!;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
