using System.Diagnostics;
using IssueAi.Responses.Storage;
using IssueAi.Tables;

namespace IssueAi.IntegrationTests.Tables;

/// <summary>Uses a separate Azurite, which it stops.</summary>
public sealed class StorageOutageTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>, IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Stopped_Storage_Fails_At_Once_And_Heals_By_Itself()
    {
        await _stores.CacheKeys.SetAsync("aa", "r", DateTimeOffset.UtcNow.AddHours(1), Token);
        Assert.True(await _stores.Tables.ProbeAsync(Token));
        await azurite.StopAsync();

        for (var call = 0; call < 2; call++) await Assert.ThrowsAsync<StorageUnavailableException>(() => _stores.CacheKeys.FindAsync("aa", Token));
        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _stores.CacheKeys.FindAsync("aa", Token));
        var elapsed = Stopwatch.GetElapsedTime(started);

        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        Assert.False(_stores.Tables.IsAvailable);

        await azurite.StartAsync();
        await WaitUntilBackAsync();

        // The tables are gone too; the next operation creates them again.
        Assert.Null(await _stores.CacheKeys.FindAsync("aa", Token));
        Assert.True(await _stores.CacheKeys.TryInsertAsync("aa", "r", DateTimeOffset.UtcNow.AddHours(1), Token));
        Assert.True(_stores.Tables.IsAvailable);
    }

    [Fact]
    public async Task Recording_Is_Lost_With_The_Tables()
    {
        var recording = await _stores.Responses.BeginAsync(Stores.Summary(), Token);
        await azurite.StopAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => recording.AppendAsync("text"u8.ToArray(), Token));
        await azurite.StartAsync();
        await WaitUntilBackAsync();

        Assert.Equal(RecordingState.Lost, await recording.AppendAsync("text"u8.ToArray(), Token));
    }

    private async Task WaitUntilBackAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await _stores.Tables.ProbeAsync(limit.Token)) await poll.WaitForNextTickAsync(limit.Token);
    }
}
