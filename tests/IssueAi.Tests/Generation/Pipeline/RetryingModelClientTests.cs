using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Pipeline;

public sealed class RetryingModelClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task StreamAsync_OfAModelThatAnswers_PassesEverythingOn()
    {
        var preamble = new ModelUpdate { Model = "m" };
        var model = new FakeModel(FakeModel.Says(null, preamble, FakeModel.Text("one"), FakeModel.Text("two"), FakeModel.Stop));

        var texts = await RunAsync(model);

        Assert.Equal(["", "one", "two", ""], texts);
        Assert.Equal(1, model.Calls);
    }

    [Theory]
    [InlineData(ErrorCode.UpstreamUnavailable, null)]
    [InlineData(ErrorCode.UpstreamUnavailable, 2.0)]
    [InlineData(ErrorCode.UpstreamRateLimited, 2.0)]
    [InlineData(ErrorCode.UpstreamRateLimited, 0.0)]
    [InlineData(ErrorCode.UpstreamRateLimited, null)]
    [InlineData(ErrorCode.UpstreamTimeout, null)]
    public async Task StreamAsync_OfAFailureThatPasses_AsksAgain(ErrorCode code, double? retryAfter)
    {
        var model = new FakeModel(FakeModel.Says(Failure(code, retryAfter)), FakeModel.Says(null, FakeModel.Text("one")));

        var texts = await RunAsync(model);

        Assert.Equal(["one"], texts);
        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfAFailureThatStays_AsksThreeTimes()
    {
        var model = new FakeModel(FakeModel.Says(Failure(ErrorCode.UpstreamUnavailable)));

        var failure = await Assert.ThrowsAsync<ModelException>(() => RunAsync(model));

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
        Assert.Equal(3, model.Calls);
        Assert.Equal(3, model.Disposed);
    }

    [Theory]
    [InlineData(ErrorCode.UpstreamUnavailable, 2.1)]
    [InlineData(ErrorCode.UpstreamRateLimited, 2.1)]
    [InlineData(ErrorCode.UpstreamTimeout, 2.1)]
    [InlineData(ErrorCode.UpstreamRejected, null)]
    [InlineData(ErrorCode.ContentFiltered, null)]
    [InlineData(ErrorCode.Internal, null)]
    public async Task StreamAsync_OfAFailureThatWaitingWouldNotMend_AsksOnce(ErrorCode code, double? retryAfter)
    {
        var model = new FakeModel(FakeModel.Says(Failure(code, retryAfter)));

        await Assert.ThrowsAsync<ModelException>(() => RunAsync(model));

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfAWaitThatWeGaveUp_AsksOnce()
    {
        var model = new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamTimeout, "silent") { IsOwnTimeout = true }));

        await Assert.ThrowsAsync<ModelException>(() => RunAsync(model));

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfAFailureAfterText_AsksOnce()
    {
        var model = new FakeModel(FakeModel.Says(Failure(ErrorCode.UpstreamUnavailable), FakeModel.Text("one")));

        await Assert.ThrowsAsync<ModelException>(() => RunAsync(model));

        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfAFailureAfterAPreamble_ForgetsThePreamble()
    {
        var preamble = new ModelUpdate { Model = "m" };
        var model = new FakeModel(
            FakeModel.Says(Failure(ErrorCode.UpstreamUnavailable), preamble), FakeModel.Says(null, preamble, FakeModel.Text("one")));

        Assert.Equal(["", "one"], await RunAsync(model));
    }

    [Fact]
    public async Task StreamAsync_WhileItWaits_WaitsAsLongAsTheModelAsks()
    {
        var model = new FakeModel(FakeModel.Says(Failure(ErrorCode.UpstreamRateLimited, 1.5)), FakeModel.Says(null, FakeModel.Text("one")));
        var texts = FakeModel.TextsAsync(Create(model).StreamAsync(FakeModel.Prompt));

        _clock.Advance(TimeSpan.FromSeconds(1.4));
        var early = model.Calls;
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await texts.WaitAsync(Limit);

        Assert.Equal(1, early);
        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_CancelledWhileItWaits_AsksNoMore()
    {
        using var leaving = new CancellationTokenSource();
        var model = new FakeModel(FakeModel.Says(Failure(ErrorCode.UpstreamRateLimited, 1)));
        var texts = FakeModel.TextsAsync(Create(model).StreamAsync(FakeModel.Prompt, leaving.Token));

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => texts.WaitAsync(Limit));
        Assert.Equal(1, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_AbandonedHalfway_LetsTheModelGo()
    {
        var model = new FakeModel(FakeModel.Says(null, FakeModel.Text("one"), FakeModel.Text("two")));

        await foreach (var _ in Create(model).StreamAsync(FakeModel.Prompt)) break;

        Assert.Equal(1, model.Disposed);
    }

    [Fact]
    public async Task StreamAsync_OfAnEmptyStream_IsTriedAgainAndFails()
    {
        var model = new FakeModel(FakeModel.Says(null));

        var failure = await Assert.ThrowsAsync<ModelException>(() => RunAsync(model));

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
        Assert.Equal(3, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfWhatIsNotWorthRetrying_AsksOnce()
    {
        var model = new FakeModel(FakeModel.Says(Failure(ErrorCode.UpstreamUnavailable)));

        await Assert.ThrowsAsync<ModelException>(() => FakeModel.TextsAsync(Create(model).StreamAsync(FakeModel.Prompt with { IsWorthRetrying = false })));

        Assert.Equal(1, model.Calls);
    }

    private RetryingModelClient Create(FakeModel model) => new(model, _clock);

    // Advances the clock through all waits between attempts.
    private async Task<List<string>> RunAsync(FakeModel model)
    {
        var texts = FakeModel.TextsAsync(Create(model).StreamAsync(FakeModel.Prompt));
        for (var tick = 0; tick < 100_000 && !texts.IsCompleted; tick++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await texts.WaitAsync(Limit);
    }

    private static ModelException Failure(ErrorCode code, double? retryAfterSeconds = null) =>
        new(code, "failed") { RetryAfter = retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
}
