using System.Text;
using Azure;
using Azure.Data.Tables;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Responses.Storage;

public sealed class StoredLogWriterTests
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly FakeTable _table;
    private readonly ResponseStore _responses;
    private readonly ResponseSummary _summary;

    public StoredLogWriterTests()
    {
        _table = new FakeTable(_clock);
        _responses = Storages.Responses(_table, _clock);
        _summary = Storages.Summary(_clock.GetUtcNow());
    }

    [Fact]
    public async Task AppendAsync_ReplyIsLostAndClientTriedAgain_RecordsOnce()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        _table.AfterWrite = () => throw Failures.Changed();

        var state = await recording.AppendAsync("one "u8.ToArray(), Token);
        await recording.AppendAsync("two"u8.ToArray(), Token);

        Assert.Equal((RecordingState.Recorded, "one two"), (state, await ReadTextAsync()));
    }

    [Fact]
    public async Task AppendAsync_ReplyIsLostAndRowConflicts_RecordsOnce()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        _table.AfterWrite = () => throw Failures.Conflict();

        await recording.AppendAsync("one "u8.ToArray(), Token);
        await recording.AppendAsync("two"u8.ToArray(), Token);

        Assert.Equal("one two", await ReadTextAsync());
    }

    [Fact]
    public async Task EndAsync_OthersRecordAsMuchAsTheyMay_DoesNotWaitForThem()
    {
        var storage = Storages.Over(_table, _clock);
        var responses = new ResponseStore(storage, _clock, Options.Create(new HistoryOptions()));
        var recording = await responses.BeginAsync(_summary, Token);
        var end = FillRecordingLane(storage);
        var append = recording.AppendAsync("one "u8.ToArray(), Token);
        Assert.False(append.IsCompleted);
        end.SetResult(0);
        await append.WaitAsync(Limit);

        end = FillRecordingLane(storage);
        Assert.Equal(RecordingState.Recorded, await recording.EndAsync("two"u8.ToArray(), _summary, Token).WaitAsync(Limit));
        end.SetResult(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AppendAsync_FailedBefore_TakesTheMissedBytesWithNewOnes(bool wasApplied)
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        if (wasApplied) _table.AfterWrite = () => throw Failures.NoConnection();
        else _table.BeforeWrite = () => throw Failures.NoConnection();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => recording.AppendAsync("one "u8.ToArray(), Token));

        var state = await recording.AppendAsync("one two"u8.ToArray(), Token);

        Assert.Equal((RecordingState.Recorded, "one two"), (state, await ReadTextAsync()));
    }

    [Fact]
    public async Task AppendAsync_FailedBetweenTransactions_GoesOnWhereItWas()
    {
        var log = new byte[ResponseRows.MaxTransactionBytes + 10];
        new Random(1).NextBytes(log);
        var recording = await _responses.BeginAsync(_summary, Token);
        _table.AfterWrite = () => _table.BeforeWrite = () => throw Failures.NoConnection();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => recording.AppendAsync(log, Token));

        await recording.AppendAsync(log, Token);

        Assert.True((await _responses.ReadAsync(_summary.ResponseId))!.Events.Span.SequenceEqual(log));
    }

    [Fact]
    public async Task AppendAsync_AfterAFollowerCame_FindsItsMarkWithoutAnyOtherOperation()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        await recording.AppendAsync("one "u8.ToArray(), Token);
        var before = recording.Follower;
        await _responses.AnnounceFollowerAsync(_summary.ResponseId, Token);

        var state = await recording.AppendAsync("two"u8.ToArray(), Token);
        var first = recording.Follower;
        await _responses.AnnounceFollowerAsync(_summary.ResponseId, Token);
        await recording.AppendAsync(default, Token);

        Assert.Equal((RecordingState.Recorded, "one two"), (state, await ReadTextAsync()));
        Assert.Null(before);
        Assert.NotNull(first);
        Assert.NotEqual(first, recording.Follower);
    }

    [Fact]
    public async Task ReadAsync_AfterOthersChangedTheHead_TellsTheAgeOfTheWritersOwnWrite()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        _clock.Advance(TimeSpan.FromSeconds(8));
        await _responses.AnnounceFollowerAsync(_summary.ResponseId, Token);
        await _responses.RequestCancelAsync(_summary.ResponseId, Token);
        _clock.Advance(TimeSpan.FromSeconds(3));
        var silent = await _responses.ReadAsync(_summary.ResponseId);

        await recording.AppendAsync("one "u8.ToArray(), Token);
        var renewed = await _responses.ReadAsync(_summary.ResponseId);

        Assert.Equal((TimeSpan.FromSeconds(11), true), (silent!.Silence, silent.IsAbandoned));
        Assert.Equal(TimeSpan.Zero, renewed!.Silence);
    }

    [Fact]
    public async Task ReadAsync_AfterAFollowerCameToAnInstanceOfAnEarlierVersion_TakesItForAliveWhileItWrites()
    {
        await _table.AddEntityAsync(EarlierHead(), Token);
        _clock.Advance(TimeSpan.FromSeconds(8));
        await _responses.AnnounceFollowerAsync(_summary.ResponseId, Token);

        // The earlier version renews its lease by writing anything else.
        var renewal = new TableEntity(_summary.ResponseId, ResponseRows.Head) { [ResponseHead.RowsColumn] = 0 };
        await _table.UpdateEntityAsync(renewal, ETag.All, TableUpdateMode.Merge, Token);
        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), (await _responses.ReadAsync(_summary.ResponseId))!.Silence);
    }

    [Fact]
    public async Task AppendAsync_HeadChangesAgainAndAgain_IsUnavailable()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        _table.BeforeWrite = Change;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => recording.AppendAsync("text"u8.ToArray(), Token));

        void Change()
        {
            _table.BeforeWrite = Change;
            throw Failures.Changed();
        }
    }

    [Fact]
    public async Task AppendAsync_HeadIsGone_IsLost()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        _table.Clear();

        Assert.Equal(RecordingState.Lost, await recording.AppendAsync("text"u8.ToArray(), Token));
    }

    [Fact]
    public async Task AppendAsync_WithOrWithoutBytes_TakesOneWrite()
    {
        var recording = await _responses.BeginAsync(_summary, Token);

        await recording.AppendAsync("text"u8.ToArray(), Token);
        await recording.AppendAsync(default, Token);
        await recording.EndAsync("end"u8.ToArray(), _summary with { State = ResponseState.Completed }, Token);

        Assert.Equal(4, _table.Writes);
    }

    [Fact]
    public async Task BeginAsync_ReplyIsLost_TakesItsOwnHead()
    {
        _table.AfterWrite = () => throw Failures.Conflict();

        var recording = await _responses.BeginAsync(_summary, Token);

        Assert.Equal(RecordingState.Recorded, await recording.AppendAsync("text"u8.ToArray(), Token));
    }

    [Fact]
    public async Task BeginAsync_CancelledBeforeItsLateReply_TellsOfTheCancel()
    {
        _table.AfterWrite = () =>
        {
            _responses.RequestCancelAsync(_summary.ResponseId, Token).GetAwaiter().GetResult();
            throw Failures.Conflict();
        };
        var recording = await _responses.BeginAsync(_summary, Token);

        Assert.Equal(RecordingState.CancelRequested, await recording.AppendAsync("text"u8.ToArray(), Token));
    }

    [Fact]
    public async Task EndAsync_ReplyIsLost_IsRecorded()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        _table.AfterWrite = () => throw Failures.Changed();

        var state = await recording.EndAsync("all"u8.ToArray(), _summary with { State = ResponseState.Completed }, Token);

        Assert.Equal((RecordingState.Recorded, "all"), (state, await ReadTextAsync()));
    }

    [Fact]
    public async Task EndAsync_SomebodyElseEndedIt_IsLost()
    {
        var recording = await _responses.BeginAsync(_summary, Token);
        var stored = await _responses.ReadAsync(_summary.ResponseId);
        await _responses.EndAsync(stored!, ResponseState.Interrupted, ErrorFrames.Create(ErrorCode.Interrupted, _summary.ResponseId), Token);

        var state = await recording.EndAsync("all"u8.ToArray(), _summary with { State = ResponseState.Completed }, Token);

        Assert.Equal((RecordingState.Lost, ""), (state, await ReadTextAsync()));
    }

    private async Task<string> ReadTextAsync() => Encoding.UTF8.GetString((await _responses.ReadAsync(_summary.ResponseId))!.Events.Span);

    private static TaskCompletionSource<int> FillRecordingLane(TableStorage storage)
    {
        var end = new TaskCompletionSource<int>();
        for (var place = 0; place < OperationLanes.Places; place++)
        {
            _ = storage.RunAsync("Any", (_, _) => end.Task, Token, OperationKind.Once, OperationLane.Recording);
        }

        return end;
    }

    private TableEntity EarlierHead()
    {
        var head = new TableEntity(_summary.ResponseId, ResponseRows.Head)
        {
            [Columns.Tenant] = _summary.Tenant,
            [Columns.ExpiresAt] = _clock.GetUtcNow().AddDays(1),
            [ResponseHead.WriterColumn] = "earlier",
            [ResponseHead.RowsColumn] = 0,
            [ResponseHead.BytesColumn] = 0L,
        };
        ResponseHead.WriteSummary(head, _summary);
        return head;
    }
}
