using IssueAi.FunctionsHosting;
using IssueAi.ModelSimulator;
using IssueAi.Tests.Runs;

namespace IssueAi.FunctionsTests.Hosting;

/// <summary>
/// Keeps running products for later test classes with the same settings: a worker takes seconds to start, and most classes use
/// the defaults.
/// </summary>
internal static class WorkerPool
{
    // The number of test classes that run in parallel.
    private const int MaxIdle = 2;

    private static readonly Lock Gate = new();
    private static readonly List<(string Settings, PooledWorker Worker)> Idle = [];

    static WorkerPool() => RunEnd.Add(() => Task.WhenAll(Idle.Select(idle => idle.Worker.DisposeAsync().AsTask())));

    public static async Task<WorkerLease> LeaseAsync(string settings, Func<Task<PooledWorker>> start)
    {
        PooledWorker? idle = null;
        lock (Gate)
        {
            var at = Idle.FindIndex(candidate => candidate.Settings == settings);
            if (at >= 0)
            {
                idle = Idle[at].Worker;
                Idle.RemoveAt(at);
            }
        }

        return new(settings, idle ?? await start());
    }

    public static async ValueTask ReturnAsync(WorkerLease lease)
    {
        PooledWorker? oldest = null;
        lock (Gate)
        {
            Idle.Add((lease.Settings, lease.Worker));
            if (Idle.Count > MaxIdle)
            {
                oldest = Idle[0].Worker;
                Idle.RemoveAt(0);
            }
        }

        if (oldest is not null) await oldest.DisposeAsync();
    }
}

/// <summary>A running product: its host with the worker, and its model.</summary>
internal sealed record PooledWorker(FunctionsHost Host, ModelSimulatorServer Model) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Model.DisposeAsync();
    }
}

/// <summary>A test's lease of a product; disposing of it returns the product to the pool.</summary>
internal sealed record WorkerLease(string Settings, PooledWorker Worker) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => WorkerPool.ReturnAsync(this);
}
