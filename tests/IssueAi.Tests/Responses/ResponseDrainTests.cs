using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses;

public sealed class ResponseDrainTests : IAsyncDisposable
{
    private readonly FakeTables _tables = new();
    private readonly GatedModel _model = new();
    private readonly Instance _first;
    private readonly Instance _second;

    public ResponseDrainTests() => (_first, _second) = (new Instance(_tables, _model.Client), new Instance(_tables, new FakeModel(FakeModel.Stalls())));

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task StoppingAsync_WithNothingRunning_EndsAtOnce() => await _first.Drain.StoppingAsync(CancellationToken.None).WaitAsync(Instance.Limit);

    [Fact]
    public async Task StoppingAsync_WhileAResponseRuns_WaitsUntilItIsRecorded()
    {
        using var opened = await _first.StartAsync();

        var stopping = _first.Drain.StoppingAsync(CancellationToken.None);
        var isWaiting = !stopping.IsCompleted;
        _model.Release();
        await stopping.WaitAsync(Instance.Limit);

        Assert.True(isWaiting);
        Assert.Equal(ResponseState.Completed, (await _second.Stored.ReadAsync(opened.Live.ResponseId))!.Summary.State);
    }

    [Fact]
    public async Task StoppingAsync_OfAResponseThatTakesTooLong_InterruptsAndRecordsIt()
    {
        using var opened = await _first.StartAsync();

        var stopping = _first.Drain.StoppingAsync(CancellationToken.None);
        _first.Clock.Advance(TimeSpan.FromSeconds(25));
        await stopping.WaitAsync(Instance.Limit);

        Assert.Equal(ErrorCode.Interrupted, Assert.IsType<StreamFrame.Error>(Instance.EndOf(opened)).Code);
        Assert.Equal(ResponseState.Interrupted, (await _second.Stored.ReadAsync(opened.Live.ResponseId))!.Summary.State);
    }

    [Fact]
    public async Task StoppingAsync_WhenAClientContinuesElsewhere_FinishesTheResponse()
    {
        var opened = await _first.StartAsync();
        opened.Attachment.ContinuesElsewhere = true;
        opened.Dispose();

        var stopping = _first.Drain.StoppingAsync(CancellationToken.None);
        _model.Release();
        await stopping.WaitAsync(Instance.Limit);

        Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(opened));
    }

    [Fact]
    public async Task StoppingAsync_OfACopyThatNobodyReads_StopsReadingIt()
    {
        using var written = await _first.StartAsync();
        var read = await _second.StartAsync();
        read.Attachment.Grace = TimeSpan.FromMinutes(1);
        read.Dispose();

        await _second.Drain.StoppingAsync(CancellationToken.None).WaitAsync(Instance.Limit);

        Assert.True(read.Live.Log.HasEnded);
        Assert.False(written.Live.Log.HasEnded);
    }
}
