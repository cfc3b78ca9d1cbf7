using IssueAi.RateLimiting;
using IssueAi.Streaming;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Tables;

namespace IssueAi.Tests.Responses;

public sealed class ResponseElectionTests : IAsyncDisposable
{
    private readonly FakeTables _tables = new();
    private readonly GatedModel _model = new();
    private readonly FakeModel _other = new(FakeModel.Says(null, FakeModel.Text("other"), FakeModel.Stop));
    private readonly Instance _first;
    private readonly Instance _second;

    public ResponseElectionTests() => (_first, _second) = (new Instance(_tables, _model.Client), new Instance(_tables, _other));

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task OpenAsync_OfTheSameRequestOnOneInstance_SharesOneResponse()
    {
        using var one = await _first.StartAsync();
        using var another = await _first.StartAsync();

        Assert.Same(one.Live, another.Live);
        Assert.Equal((true, false), (one.IsGenerated, another.IsGenerated));
        Assert.Equal(1, _model.Client.Calls);
    }

    [Fact]
    public async Task OpenAsync_OfTheSameRequestElsewhere_FollowsTheElectedInstance()
    {
        using var elected = await _first.StartAsync();
        using var follower = await _second.StartAsync();

        Assert.Equal(elected.Live.ResponseId, follower.Live.ResponseId);
        Assert.False(follower.IsGenerated);
        Assert.False(follower.IsCached);
        Assert.Equal(0, _other.Calls);
    }

    [Fact]
    public async Task OpenAsync_OfACompleteResponse_ServesItFromTheCache()
    {
        using var first = await _first.StartAsync();
        _model.Release();
        await first.Live.Completion.WaitAsync(Instance.Limit);

        using var again = await _second.StartAsync();
        await again.Live.Completion.WaitAsync(Instance.Limit);

        Assert.True(again.IsCached);
        Assert.Equal((first.Live.ResponseId, "one two"), (again.Live.ResponseId, Instance.TextOf(again)));
        Assert.Equal(0, _other.Calls);
    }

    [Fact]
    public async Task OpenAsync_WhenTheElectedInstanceHasDied_ElectsAnother()
    {
        using var dead = await _first.StartAsync();
        _tables.Clock.Advance(IssueAi.Responses.Storage.ResponseStore.LeaseTime + TimeSpan.FromSeconds(2));

        using var elected = await _second.StartAsync();
        await elected.Live.Completion.WaitAsync(Instance.Limit);

        Assert.True(elected.IsGenerated);
        Assert.NotEqual(dead.Live.ResponseId, elected.Live.ResponseId);
        Assert.Equal("other", Instance.TextOf(elected));
    }

    [Fact]
    public async Task OpenAsync_WithStorageDown_GeneratesUnshared()
    {
        _tables.IsDown = true;

        using var opened = await _second.StartAsync();
        await opened.Live.Completion.WaitAsync(Instance.Limit);

        Assert.True(opened.IsGenerated);
        Assert.Equal(false, Assert.IsType<StreamFrame.Metadata>(Instance.EndOf(opened)).Value.Stored);
    }

    [Fact]
    public async Task OpenAsync_OfARefusedRequest_OpensNothingAndElectsNobody()
    {
        Assert.Null(await _first.OpenAsync(lease: RateLimitLease.Refused(new QuotaStatus(1, 0, TimeSpan.FromSeconds(1)))));

        using var next = await _second.StartAsync();
        Assert.True(next.IsGenerated);
        Assert.Equal(0, _model.Client.Calls);
    }
}
