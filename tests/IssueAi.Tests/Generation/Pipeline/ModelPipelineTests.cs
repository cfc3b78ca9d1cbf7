using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using IssueAi.Telemetry;
using IssueAi.Tests.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Pipeline;

public sealed class ModelPipelineTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A wait of this length is too long within a request.
    private static readonly ModelException RateLimited = new(ErrorCode.UpstreamRateLimited, "failed") { RetryAfter = TimeSpan.FromSeconds(5) };

    private readonly FakeTimeProvider _clock = new();
    private readonly Measurements _measured;
    private readonly FakeModel _answering = new(FakeModel.Says(null, FakeModel.Text("one"), FakeModel.Stop));

    public ModelPipelineTests() => _measured = new Measurements(_clock);

    public void Dispose() => _measured.Dispose();

    [Fact]
    public async Task StreamAsync_OfAFallback_TellsEachAttemptWithItsDeployment()
    {
        var limited = new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamRateLimited, "failed")));

        await AskAsync(limited, _answering);

        const string Call = "gen_ai.operation.name=chat gen_ai.provider.name=azure.ai.openai gen_ai.request.model";
        Assert.Equal([$"0 error.type=upstream_rate_limited {Call}=deployment-0", $"0 {Call}=deployment-1"], _measured.Of("gen_ai.client.operation.duration"));
    }

    [Fact]
    public async Task StreamAsync_OfASilentDeployment_LeavesTheNextItsShareOfTheTime()
    {
        var silent = new FakeModel(FakeModel.Stalls());
        var texts = AskAsync(silent, _answering);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        var early = _answering.Calls;
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["one", ""], await texts.WaitAsync(Limit));
        Assert.Equal(0, early);
        Assert.Equal(1, silent.Disposed);
    }

    [Fact]
    public async Task StreamAsync_OfADeploymentThatHasBegun_LetsItPause()
    {
        var slow = new TaskCompletionSource();
        var texts = AskAsync(new FakeModel(_ => PausesAsync(slow.Task)), _answering);

        _clock.Advance(TimeSpan.FromSeconds(60));
        slow.SetResult();

        Assert.Equal(["one ", "two"], await texts.WaitAsync(Limit));
    }

    [Fact]
    public async Task StreamAsync_OfTheLastDeployment_GivesItAllThatIsLeft()
    {
        var down = new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamUnavailable, "failed")));
        var texts = AskAsync(down, new FakeModel(FakeModel.Stalls()));

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        var isGivenUp = texts.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(isGivenUp);
        var failure = await Assert.ThrowsAsync<ModelException>(() => texts.WaitAsync(Limit));
        Assert.True(failure.IsOwnTimeout);
    }

    [Fact]
    public async Task StreamAsync_OfAnOutageOfOneOfTwo_SoonSparesIt()
    {
        var down = new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamUnavailable, "failed")));
        var client = Create(down, _answering);

        for (var caller = 0; caller < 10; caller++) Assert.Equal(["one", ""], await FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt)).WaitAsync(Limit));

        Assert.Equal(3, down.Calls);
        Assert.Equal(10, _answering.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfAnOutageOfAll_AsksNobodyAndSaysWhenTheFirstIsAskedAgain()
    {
        var limited = FakeModel.Says(RateLimited);
        var (first, second) = (new FakeModel(limited), new FakeModel(FakeModel.Says(null, FakeModel.Text("one")), limited));
        var client = Create(first, second);
        for (var caller = 0; caller < 4; caller++)
        {
            await FailOrAnswerAsync(client);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var failure = await Assert.ThrowsAsync<ModelException>(() => FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt)).WaitAsync(Limit));

        // The circuit breaker of the first opened after the third call, 2 s ago; that of the second opened after the fourth call.
        Assert.Equal((3, 4), (first.Calls, second.Calls));
        Assert.Equal(ErrorCode.UpstreamRateLimited, failure.Code);
        Assert.Equal(TimeSpan.FromSeconds(8), failure.RetryAfter);
    }

    [Fact]
    public async Task StreamAsync_OfAnOutageOfTheOnlyOne_IsSparedInTheEndAndFails()
    {
        var limited = new FakeModel(FakeModel.Says(RateLimited));
        var client = Create(limited);

        for (var caller = 0; caller < 60; caller++)
            await Assert.ThrowsAsync<ModelException>(() => FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt)).WaitAsync(Limit));

        Assert.Equal(50, limited.Calls);
    }

    private IModelClient Create(params FakeModel[] models) => new ModelPipeline(
        [.. models.Select((model, index) => new ModelDeployment($"deployment-{index}", model))],
        new ModelIdentity(AiProvider.AzureOpenAI, "deployment-0", new Uri("https://models.example")),
        Options.Create(new GenerationOptions { FirstTokenTimeout = TimeSpan.FromSeconds(10), IdleTimeout = TimeSpan.FromMinutes(2) }),
        _measured.Metrics,
        Tracing.Source,
        _clock,
        NullLoggerFactory.Instance).Create();

    private Task<List<string>> AskAsync(params FakeModel[] models) => FakeModel.TextsAsync(Create(models).StreamAsync(FakeModel.Prompt));

    private static async Task FailOrAnswerAsync(IModelClient client)
    {
        try
        {
            await FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt)).WaitAsync(Limit);
        }
        catch (ModelException)
        {
            // The outcome doesn't matter here.
        }
    }

    private static async IAsyncEnumerable<ModelUpdate> PausesAsync(Task pause)
    {
        yield return FakeModel.Text("one ");
        await pause;
        yield return FakeModel.Text("two");
    }
}
