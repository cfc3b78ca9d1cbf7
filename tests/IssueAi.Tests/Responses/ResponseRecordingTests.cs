using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses;

public sealed class ResponseRecordingTests : IAsyncDisposable
{
    private readonly FakeTables _tables = new();
    private readonly GatedModel _model = new();
    private readonly Instance _instance;

    public ResponseRecordingTests() => _instance = new Instance(_tables, _model.Client);

    public ValueTask DisposeAsync() => _instance.DisposeAsync();

    [Fact]
    public async Task Record_WhileTheModelSpeaks_WritesWhatThereIsWithTheNextBatch()
    {
        using var opened = await _instance.StartAsync();

        await _instance.PassTimeUntilAsync(() => RowsOf(TableNames.Responses) > 1);

        var stored = await _instance.Stored.ReadAsync(opened.Live.ResponseId);
        Assert.Equal(ResponseState.Running, stored!.Summary.State);
        Assert.Equal("one ", ResponseContent.Read(stored.Events.Span).Text);
    }

    [Fact]
    public async Task Record_OfACompleteResponse_IsWholeBeforeTheClientSeesTheEnd()
    {
        using var opened = await _instance.StartAsync();
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        var stored = await _instance.Stored.ReadAsync(opened.Live.ResponseId);
        Assert.Equal(ResponseState.Completed, stored!.Summary.State);
        Assert.Equal("one two", ResponseContent.Read(stored.Events.Span).Text);
        Assert.Null(Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(opened)).Value.Stored);
    }

    [Fact]
    public async Task Record_OfASilentModel_RenewsTheLease()
    {
        using var opened = await _instance.StartAsync();
        await _instance.PassTimeUntilAsync(() => RowsOf(TableNames.Responses) > 1);
        var writes = _tables.Of(TableNames.Responses).Writes;
        _tables.Clock.Advance(TimeSpan.FromSeconds(8));

        await _instance.PassTimeUntilAsync(() => _tables.Of(TableNames.Responses).Writes > writes);
        _tables.Clock.Advance(TimeSpan.FromSeconds(8));

        Assert.False((await _instance.Stored.ReadAsync(opened.Live.ResponseId))!.IsAbandoned);
    }

    [Fact]
    public async Task Record_WithoutAFollower_WritesOncePerSecond()
    {
        using var opened = await _instance.StartAsync();
        var before = _tables.Of(TableNames.Responses).Writes;

        var begun = _instance.Clock.GetUtcNow();
        await _instance.PassTimeUntilAsync(() => _instance.Clock.GetUtcNow() - begun >= TimeSpan.FromSeconds(10));

        Assert.InRange(_tables.Of(TableNames.Responses).Writes - before, 5, 10);
        Assert.False(opened.Live.Log.HasEnded);
    }

    [Fact]
    public async Task Record_AfterOneFailedWrite_MissesNothing()
    {
        _tables.Of(TableNames.Responses).BeforeWrite = () => throw Failures.NoConnection();
        using var opened = await _instance.StartAsync();
        var isLate = RowsOf(TableNames.Responses) == 0;
        await _instance.PassTimeUntilAsync(() => RowsOf(TableNames.Responses) > 1);
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        var stored = await _instance.Stored.ReadAsync(opened.Live.ResponseId);
        Assert.True(isLate);
        Assert.Equal("one two", ResponseContent.Read(stored!.Events.Span).Text);
    }

    [Fact]
    public async Task Record_WhenStorageGoesDown_StreamsOnAndSaysThatItIsNotStored()
    {
        using var opened = await _instance.StartAsync();
        _tables.IsDown = true;
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        Assert.Equal("one two", Instance.TextOf(opened));
        Assert.Equal(false, Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(opened)).Value.Stored);
    }

    private int RowsOf(string table) => _tables.Of(table).Rows.Count();
}
