using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses;

public sealed class ResponseCancellerTests : IAsyncDisposable
{
    private readonly FakeTables _tables = new();
    private readonly GatedModel _model = new();
    private readonly Instance _first;
    private readonly Instance _second;

    public ResponseCancellerTests() => (_first, _second) = (new Instance(_tables, _model.Client), new Instance(_tables, new FakeModel(FakeModel.Stalls())));

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task CancelAsync_OfAResponseHere_StopsTheModelAtOnce()
    {
        using var opened = await _first.StartAsync();

        var cancelled = await _first.Canceller.CancelAsync(Instance.Tenant, opened.Live.ResponseId, CancellationToken.None).WaitAsync(Instance.Limit);

        Assert.Equal(ResponseState.Cancelled, cancelled!.Summary.State);
        Assert.Equal("one ", cancelled.Content!.Text);
        Assert.Equal(1, _model.Client.Disposed);
    }

    [Fact]
    public async Task CancelAsync_OfAResponseElsewhere_IsHeardWithItsNextWrite()
    {
        using var opened = await _first.StartAsync();
        await _first.PassTimeUntilAsync(() => _tables.Of("Responses").Rows.Any(row => row.RowKey == "00000001"));

        var cancelling = _second.Canceller.CancelAsync(Instance.Tenant, opened.Live.ResponseId, CancellationToken.None);
        await _first.PassTimeUntilAsync(opened.Live.Completion);
        await _second.PassTimeUntilAsync(cancelling);

        Assert.Equal(ErrorCode.Cancelled, Assert.IsType<StreamFrame.Error>(Instance.EndOf(opened)).Code);
        Assert.Equal(ResponseState.Cancelled, (await cancelling)!.Summary.State);
    }

    [Fact]
    public async Task CancelAsync_OfAResponseWhoseInstanceIsDead_EndsIt()
    {
        using var opened = await _first.StartAsync();
        _tables.Clock.Advance(ResponseStore.LeaseTime + TimeSpan.FromSeconds(2));

        var cancelling = _second.Canceller.CancelAsync(Instance.Tenant, opened.Live.ResponseId, CancellationToken.None);
        await _second.PassTimeUntilAsync(cancelling);

        Assert.Equal(ResponseState.Cancelled, (await cancelling)!.Summary.State);
    }

    [Fact]
    public async Task CancelAsync_OfACompleteResponse_LeavesItAsItIs()
    {
        using var opened = await _first.StartAsync();
        _model.Release();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        var found = await _second.Canceller.CancelAsync(Instance.Tenant, opened.Live.ResponseId, CancellationToken.None).WaitAsync(Instance.Limit);

        Assert.Equal(ResponseState.Completed, found!.Summary.State);
    }

    [Fact]
    public async Task CancelAsync_OfAnotherTenantsResponse_FindsNothing()
    {
        using var opened = await _first.StartAsync();

        Assert.Null(await _first.Canceller.CancelAsync("another", opened.Live.ResponseId, CancellationToken.None).WaitAsync(Instance.Limit));
        Assert.False(opened.Live.Log.HasEnded);
    }
}
