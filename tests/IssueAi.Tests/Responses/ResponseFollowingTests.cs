using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses;

public sealed class ResponseFollowingTests : IAsyncDisposable
{
    private readonly FakeTables _tables = new();
    private readonly GatedModel _model = new();
    private readonly Instance _first;
    private readonly Instance _second;

    public ResponseFollowingTests() => (_first, _second) = (new Instance(_tables, _model.Client), new Instance(_tables, new FakeModel(FakeModel.Stalls())));

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Follow_WhileAnotherInstanceWrites_SeesItsTextAndItsEnd()
    {
        using var written = await _first.StartAsync();
        using var read = await _second.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));
        await _second.PassTimeUntilAsync(() => Instance.TextOf(read) == "one ");

        _model.Release();
        await written.Live.Completion.WaitAsync(Instance.Limit);
        await _second.PassTimeUntilAsync(read.Live.Completion);

        Assert.Equal("one two", Instance.TextOf(read));
        Assert.Equal(written.Live.ResponseId, Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(read)).Value.ResponseId);
    }

    [Fact]
    public async Task Reopen_WhileItIsStoppedHere_WaitsForItsEndAndReplaysIt()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));
        using var slow = new ManualResetEventSlim();
        _tables.Of("Responses").BeforeWrite = () => slow.Wait(Instance.Limit);
        var stopping = Task.Run(opened.Live.Stop);
        await _first.PassTimeUntilAsync(() => !opened.Live.IsRunning);

        var reopening = _first.ReopenAsync(opened.Live.ResponseId);
        var held = _first.Live.Running.Single();
        slow.Set();
        using var reopened = await reopening.WaitAsync(Instance.Limit);
        await stopping;
        reopened!.Live.Start();
        await reopened.Live.Completion.WaitAsync(Instance.Limit);

        Assert.Same(opened.Live, held);
        Assert.Equal(("one ", ErrorCode.Cancelled), (Instance.TextOf(reopened), Assert.IsType<StreamFrame.Error>(Instance.EndOf(reopened)).Code));
    }

    [Fact]
    public async Task Follow_MarkFailsOnce_IsThereBeforeTheClientSeesAnything()
    {
        using var written = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));
        _tables.Of("Responses").BeforeWrite = () => throw Failures.NoConnection();

        using var read = await _second.StartAsync();
        await _second.PassTimeUntilAsync(() => Instance.TextOf(read) == "one ");

        Assert.Null(_tables.Of("Responses").BeforeWrite);
        Assert.Contains(_tables.Of("Responses").Rows, row => row.RowKey == ResponseRows.Reader);
    }

    [Fact]
    public async Task Follow_TheProducersQuestionForFollowersFailsOnce_GoesOnAfterItsOwnClientLeft()
    {
        using var written = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));
        using var read = await _second.StartAsync();
        await _second.PassTimeUntilAsync(() => Instance.TextOf(read) == "one ");
        var failures = 1;
        var reads = _tables.Of("Responses").Reads;
        _tables.Of("Responses").IsDown = () => Interlocked.Decrement(ref failures) >= 0;

        written.Dispose();
        await _second.PassTimeUntilAsync(() => _tables.Of("Responses").Reads > reads);
        _model.Release();
        await written.Live.Completion.WaitAsync(Instance.Limit);
        await _second.PassTimeUntilAsync(read.Live.Completion);

        Assert.True(failures < 0);
        Assert.Equal("one two", Instance.TextOf(read));
        Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(read));
    }

    [Fact]
    public async Task Follow_OfAnInstanceThatDies_EndsAsInterruptedWithItsText()
    {
        using var written = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));
        using var read = await _second.StartAsync();
        await _second.PassTimeUntilAsync(() => Instance.TextOf(read) == "one ");

        _tables.Clock.Advance(ResponseStore.LeaseTime + TimeSpan.FromSeconds(2));
        await _second.PassTimeUntilAsync(read.Live.Completion);

        Assert.Equal(ErrorCode.Interrupted, Assert.IsType<StreamFrame.Error>(Instance.EndOf(read)).Code);
        Assert.Equal("one ", Instance.TextOf(read));
        Assert.Equal(ResponseState.Interrupted, (await _second.Stored.ReadAsync(written.Live.ResponseId))!.Summary.State);
    }

    [Fact]
    public async Task Follow_OfAnInstanceThatEndsWhenItIsTakenForDead_SeesTheRest()
    {
        using var written = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));
        using var read = await _second.StartAsync();
        await _second.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "reader"));

        _tables.Of("Responses").BeforeWrite = () =>
        {
            _model.Release();
            written.Live.Completion.WaitAsync(Instance.Limit).GetAwaiter().GetResult();
        };
        _tables.Clock.Advance(ResponseStore.LeaseTime + TimeSpan.FromSeconds(2));
        await _second.PassTimeUntilAsync(read.Live.Completion);

        Assert.Equal("one two", Instance.TextOf(read));
        Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(read));
    }

    [Fact]
    public async Task Detach_OfTheLastFollower_EndsTheReadingAndNotTheResponse()
    {
        using var written = await _first.StartAsync();
        var read = await _second.StartAsync();

        read.Dispose();
        await _second.PassTimeUntilAsync(read.Live.Completion);

        Assert.False(written.Live.Log.HasEnded);
    }

    [Fact]
    public async Task Detach_OfTheLastReaderHere_GoesOnWhileAnotherInstanceFollows()
    {
        var written = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any());
        using var read = await _second.StartAsync();
        await _second.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "reader"));

        written.Dispose();
        _first.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.False(written.Live.Log.HasEnded);
        _tables.Clock.Advance(TimeSpan.FromSeconds(6));
        await _first.PassTimeUntilAsync(written.Live.Completion);
        Assert.Equal(ErrorCode.Cancelled, Assert.IsType<StreamFrame.Error>(Instance.EndOf(written)).Code);
    }

    [Fact]
    public async Task Detach_WithAGrace_StopsTheModelOnlyAfterIt()
    {
        var opened = await _first.StartAsync();
        opened.Attachment.Grace = TimeSpan.FromSeconds(20);

        opened.Dispose();
        _first.Clock.Advance(TimeSpan.FromSeconds(19));
        var isRunning = !opened.Live.Log.HasEnded;
        await _first.PassTimeUntilAsync(opened.Live.Completion);

        Assert.True(isRunning);
        Assert.Equal(1, _model.Client.Disposed);
    }
}
