using System.Diagnostics;
using Azure.Data.Tables;
using IssueAi.Responses;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses;

/// <summary>Invariants while writes to the tables fail, are slow or overlap; two instances share the tables.</summary>
public sealed class StorageFaultTests : IAsyncDisposable
{
    private readonly FakeTables _tables = new();
    private readonly GatedModel _model = new();
    private readonly FakeModel _other = new(FakeModel.Says(null, FakeModel.Text("other"), FakeModel.Stop));
    private readonly Instance _first;
    private readonly Instance _second;

    public StorageFaultTests() => (_first, _second) = (new Instance(_tables, _model.Client), new Instance(_tables, _other));

    private FakeTable History => _tables.Of(TableNames.History);

    private FakeTable CacheKeys => _tables.Of(TableNames.CacheKeys);

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task ReplyToTheInsertOfTheCacheKeyIsLost_TheKeyLeadsToTheResponse()
    {
        CacheKeys.AfterWrite = () => throw Failures.NoConnection();
        using var first = await _first.StartAsync();
        _model.Release();
        await first.Live.Completion.WaitAsync(Instance.Limit);

        using var again = await _second.StartAsync();

        Assert.Equal((first.Live.ResponseId, true), (again.Live.ResponseId, again.IsCached));
        Assert.Equal(0, _other.Calls);
    }

    [Fact]
    public async Task ErasedBeforeItsLastHistoryWrite_DoesNotComeBack()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Rows.Count() > 1);
        var isErased = false;
        History.BeforeWrite = () => isErased = _second.EraseAsync(opened.Live.ResponseId).WaitAsync(Instance.Limit).GetAwaiter().GetResult();
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        Assert.True(isErased);
        Assert.Empty(await _second.HistoryAsync());
        Assert.Empty(CacheKeys.Rows);
    }

    [Fact]
    public async Task RatedBeforeItsLastHistoryWrite_KeepsTheRating()
    {
        var store = new HistoryStore(
            Storages.Over(History), Microsoft.Extensions.Options.Options.Create(new HistoryOptions()), new(IssueAi.Actions.Catalog.ActionCatalog.BuiltIn), _tables.Clock);
        var summary = Storages.Summary(_tables.Clock.GetUtcNow());
        await store.AddAsync(summary, default);
        var ended = summary with { State = ResponseState.Completed };

        Assert.True(await store.TryRateAsync(ended, new("down"), default));
        Assert.True(await store.TryUpdateAsync(ended, default));

        var row = Assert.Single(History.Rows);
        Assert.Equal("down", FeedbackColumns.Complete(ended, row).Rating);
    }

    [Fact]
    public async Task LastHistoryWriteFails_TheNextVersionImprovesOnTheResponse()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => History.Rows.Any());
        History.IsDown = () => true;
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);
        History.IsDown = () => false;
        _first.Clock.Advance(TimeSpan.FromSeconds(3));

        using var next = await _second.RegenerateAsync();
        await next.Live.Completion.WaitAsync(Instance.Limit);

        Assert.Equal(opened.Live.ResponseId, next.Live.Produced!.ParentId);
        Assert.Equal(
            [(next.Live.ResponseId, ResponseState.Completed), (opened.Live.ResponseId, ResponseState.Completed)], await _second.HistoryAsync());
        Assert.Null(Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(opened)).Value.Stored);
    }

    [Fact]
    public async Task HistoryCannotBeRead_TheNewVersionIsGenerated()
    {
        using var first = await _second.RegenerateAsync();
        await first.Live.Completion.WaitAsync(Instance.Limit);
        var failures = 1;
        History.IsDown = () => failures-- > 0;

        using var next = await _second.RegenerateAsync();
        await next.Live.Completion.WaitAsync(Instance.Limit);

        Assert.NotEqual(first.Live.ResponseId, next.Live.ResponseId);
        Assert.Equal((false, true), (next.IsCached, next.IsGenerated));
        using var again = await _first.StartAsync();
        Assert.Equal((next.Live.ResponseId, true), (again.Live.ResponseId, again.IsCached));
    }

    [Fact]
    public async Task ClockIsBehind_TheNextVersionIsTheNewest()
    {
        _first.Clock.Advance(TimeSpan.FromMinutes(5));
        using var opened = await _first.StartAsync();
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        using var next = await _second.RegenerateAsync();
        await next.Live.Completion.WaitAsync(Instance.Limit);
        using var third = await _second.RegenerateAsync();
        await third.Live.Completion.WaitAsync(Instance.Limit);

        Assert.Equal([third.Live.ResponseId, next.Live.ResponseId, opened.Live.ResponseId], (await _first.HistoryAsync()).Select(line => line.Id));
        Assert.Equal((false, next.Live.ResponseId), (third.IsCached, third.Live.Produced!.ParentId));
    }

    [Fact]
    public async Task StoppedWhileStorageIsSlow_TheNextRequestIsAnsweredAfreshAtOnce()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Rows.Count() > 1);
        using var slow = new ManualResetEventSlim();
        _tables.Of(TableNames.Responses).BeforeWrite = () => slow.Wait(Instance.Limit);
        opened.Live.Stop();
        var reads = CacheKeys.Reads;

        using var next = await _first.OpenAsync().WaitAsync(Instance.Limit);
        slow.Set();

        Assert.NotEqual(opened.Live.ResponseId, next!.Live.ResponseId);
        Assert.True(next.IsGenerated);
        Assert.InRange(CacheKeys.Reads - reads, 1, 3);
    }

    [Fact]
    public async Task CacheKeyWithoutALog_IsWaitedForNoLongerThanTwoSeconds()
    {
        using var lost = await _first.StartAsync();
        _tables.Of(TableNames.Responses).Clear();

        await AssertGeneratesWithinTwoSecondsAsync();
    }

    [Fact]
    public async Task InstanceThatDoesNotWrite_IsNotWaitedFor()
    {
        using var silent = await _first.StartAsync();
        _tables.Clock.Advance(ResponseStore.MaxSilence + TimeSpan.FromSeconds(1));

        await AssertGeneratesWithinTwoSecondsAsync();
    }

    [Fact]
    public async Task InstanceThatWritesLate_IsFollowed()
    {
        using var late = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Rows.Count() > 1);
        _tables.Clock.Advance(ResponseStore.MaxSilence + TimeSpan.FromSeconds(1));

        var opening = _second.OpenAsync();
        var writes = _tables.Of(TableNames.Responses).Writes;
        await _first.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Writes > writes);
        await _second.PassTimeUntilAsync(opening);
        using var opened = await opening;

        Assert.False(opened!.IsGenerated);
        Assert.Equal(late.Live.ResponseId, opened.Live.ResponseId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ErasedBeforeItIsRecorded_DoesNotComeBack(bool withIssue)
    {
        (withIssue ? History : _tables.Of(TableNames.Responses)).HoldsNextWrite = true;
        using var opened = await _first.StartAsync();

        var erasing = withIssue ? _first.EraseIssueAsync() : _first.EraseAsync(opened.Live.ResponseId);
        await _first.PassTimeUntilAsync(erasing);
        await _first.PassTimeUntilAsync(opened.Live.Completion);

        Assert.Equal(ErrorCode.Cancelled, Assert.IsType<StreamFrame.Error>(Instance.EndOf(opened)).Code);
        Assert.Empty(History.Rows);
        Assert.Empty(CacheKeys.Rows);
        Assert.Null(await _second.Stored.ReadAsync(opened.Live.ResponseId));
    }

    [Fact]
    public async Task ErasedWhileItsEndCannotBeRecorded_IsUnavailable()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Rows.Count() > 1);
        using var slow = new ManualResetEventSlim();
        _tables.Of(TableNames.Responses).BeforeWrite = () => slow.Wait(Instance.Limit);

        var erasing = _first.EraseAsync(opened.Live.ResponseId);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _first.PassTimeUntilAsync(erasing));
        slow.Set();
    }

    [Fact]
    public async Task RegeneratedTwiceAtOnceWithoutAHistory_SharesOneVersion()
    {
        History.IsDown = () => true;

        using var one = await _first.RegenerateAsync();
        _first.Clock.Advance(TimeSpan.FromSeconds(3));
        using var another = await _first.RegenerateAsync();

        Assert.Same(one.Live, another.Live);
    }

    [Theory]
    [InlineData(TableNames.CacheKeys)]
    [InlineData(TableNames.History)]
    public async Task ErasureFailsHalfway_IsFinishedByTheNext(string table)
    {
        using var opened = await _first.StartAsync();
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);
        _tables.Of(table).IsDown = () => true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _second.EraseAsync(opened.Live.ResponseId));
        _tables.Of(table).IsDown = () => false;

        Assert.True(await _second.EraseAsync(opened.Live.ResponseId));

        Assert.Empty(History.Rows);
        Assert.Empty(CacheKeys.Rows);
        Assert.False(Assert.Single(_tables.Of(TableNames.Responses).Rows).ContainsKey(Columns.Summary));
    }

    [Fact]
    public async Task StorageFailsToTheEnd_TheResponseIsEndedOnceStorageIsBack()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Rows.Count() > 1);
        _tables.IsDown = true;
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);
        _tables.IsDown = false;

        await _first.PassTimeUntilAsync(() => !CacheKeys.Rows.Any());

        Assert.Equal([(opened.Live.ResponseId, ResponseState.Interrupted)], await _second.HistoryAsync());
    }

    // The second instance's clock measures the wait of its client.
    private async Task AssertGeneratesWithinTwoSecondsAsync()
    {
        var begun = _second.Clock.GetTimestamp();
        var opening = _second.OpenAsync();

        // Small steps: on a busy machine several pass before the instance notices one.
        await _second.PassTimeUntilAsync(opening, TimeSpan.FromMilliseconds(5));
        using var opened = await opening;

        Assert.True(opened!.IsGenerated);
        Assert.InRange(_second.Clock.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(2.1));
    }
}
