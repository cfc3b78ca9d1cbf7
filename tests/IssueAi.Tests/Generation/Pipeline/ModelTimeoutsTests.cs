using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Pipeline;

public sealed class ModelTimeoutsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task ApplyAsync_OfAModelThatDoesNotBegin_TimesOut()
    {
        var texts = Run(FakeModel.Stalls());

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        var early = texts.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await Assert.ThrowsAsync<ModelException>(() => texts.WaitAsync(Limit));
        Assert.False(early);
        Assert.Equal(ErrorCode.UpstreamTimeout, failure.Code);
        Assert.True(failure.IsOwnTimeout);
    }

    [Fact]
    public async Task ApplyAsync_OfAModelThatSendsNoText_StillWaitsForTheFirstToken()
    {
        var texts = Run(FakeModel.Stalls(new ModelUpdate { Model = "m" }));

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        var early = texts.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        await Assert.ThrowsAsync<ModelException>(() => texts.WaitAsync(Limit));
        Assert.False(early);
    }

    [Fact]
    public async Task ApplyAsync_OfAModelThatShowsLife_WaitsOn()
    {
        var model = new FakeModel(FakeModel.Stalls());
        var outer = 0;
        var timeouts = new ModelTimeouts(firstToken: TimeSpan.FromSeconds(10), idle: TimeSpan.FromSeconds(3), _clock);
        var texts = FakeModel.TextsAsync(timeouts.ApplyAsync(model, FakeModel.Prompt with { SignOfLife = () => outer++ }, CancellationToken.None));

        for (var second = 0; second < 30; second += 5)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            model.Prompts[0].SignOfLife!();
        }

        var early = texts.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<ModelException>(() => texts.WaitAsync(Limit));
        Assert.False(early);
        Assert.Equal(6, outer);
    }

    [Fact]
    public async Task ApplyAsync_OfAServerThatIsLivelyAfterItsFinish_Ends()
    {
        var model = new FakeModel(FakeModel.Stalls(FakeModel.Text("one"), FakeModel.Stop));
        var timeouts = new ModelTimeouts(firstToken: TimeSpan.FromSeconds(10), idle: TimeSpan.FromSeconds(3), _clock);
        var texts = FakeModel.TextsAsync(timeouts.ApplyAsync(model, FakeModel.Prompt, CancellationToken.None));

        _clock.Advance(TimeSpan.FromSeconds(2));
        model.Prompts[0].SignOfLife!();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["one", ""], await texts.WaitAsync(Limit));
    }

    [Fact]
    public async Task ApplyAsync_OfAModelThatPauses_TimesOutSooner()
    {
        var texts = Run(FakeModel.Stalls(FakeModel.Text("one")));

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        var early = texts.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await Assert.ThrowsAsync<ModelException>(() => texts.WaitAsync(Limit));
        Assert.False(early);
        Assert.Equal(ErrorCode.UpstreamTimeout, failure.Code);
    }

    [Fact]
    public async Task ApplyAsync_OfAModelThatPausesAfterItsFinish_Ends()
    {
        var texts = Run(FakeModel.Stalls(FakeModel.Text("one"), FakeModel.Stop));

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["one", ""], await texts.WaitAsync(Limit));
    }

    [Fact]
    public async Task ApplyAsync_OfAnotherFailure_PassesItOn()
    {
        var failure = new ModelException(ErrorCode.UpstreamRejected, "failed");

        var thrown = await Assert.ThrowsAsync<ModelException>(() => Run(FakeModel.Says(failure)));

        Assert.Same(failure, thrown);
    }

    [Fact]
    public async Task ApplyAsync_CancelledByTheCaller_IsNoTimeout()
    {
        using var leaving = new CancellationTokenSource();
        var texts = Run(FakeModel.Stalls(), leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => texts.WaitAsync(Limit));
    }

    private Task<List<string>> Run(Func<CancellationToken, IAsyncEnumerable<ModelUpdate>> script, CancellationToken cancellationToken = default)
    {
        var model = new FakeModel(script);
        var timeouts = new ModelTimeouts(firstToken: TimeSpan.FromSeconds(10), idle: TimeSpan.FromSeconds(3), _clock);
        return FakeModel.TextsAsync(timeouts.ApplyAsync(model, FakeModel.Prompt, cancellationToken));
    }
}
