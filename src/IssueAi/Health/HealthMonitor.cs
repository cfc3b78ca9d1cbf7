using IssueAi.Tables;

namespace IssueAi.Health;

/// <summary>Checks storage and model, at most once in two seconds.</summary>
internal sealed class HealthMonitor(TableStorage storage, ModelProbe model, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _latest;
    private long _askedAt;

    public Task<HealthReport> CheckAsync()
    {
        lock (_gate)
        {
            if (_latest is not null && clock.GetElapsedTime(_askedAt) < Freshness) return _latest;

            _askedAt = clock.GetTimestamp();
            return _latest = LookAsync();
        }
    }

    private async Task<HealthReport> LookAsync()
    {
        var modelState = model.LookAsync();
        var isStorageReached = storage.ProbeAsync(CancellationToken.None);
        return HealthReport.Create(await isStorageReached, await modelState);
    }
}
