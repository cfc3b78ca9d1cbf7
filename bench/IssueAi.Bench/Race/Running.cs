using IssueAi.Bench.Processes;
using IssueAi.Bench.Race.Contenders;

namespace IssueAi.Bench.Race;

/// <summary>A running contender.</summary>
internal sealed class Running(Contender contender, ServerProcess? process) : IAsyncDisposable
{
    public Contender Contender => contender;

    public int Port => process?.Port ?? contender.Port;

    /// <summary>Gets its resource usage; null for foreign processes.</summary>
    public ProcessMeter? Meter => process?.Meter;

    /// <summary>Waits until the contender and the tables are idle.</summary>
    public Task SettleAsync(AzuriteServer tables) => process is null ? Task.CompletedTask : Quiet.WaitAsync(process.ProcessId, tables.ProcessId);

    public bool IsAlive => process is null || !process.HasExited;

    public static async Task<Running> StartAsync(Contender contender) =>
        new(contender, contender.Command is { } command ? await ServerProcess.StartAsync(command) : null);

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
