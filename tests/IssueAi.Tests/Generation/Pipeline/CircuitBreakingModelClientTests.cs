using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation.Pipeline;

public sealed class CircuitBreakingModelClientTests
{
    private const int FailuresToOpen = 3;

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(ErrorCode.UpstreamUnavailable)]
    [InlineData(ErrorCode.UpstreamRateLimited)]
    [InlineData(ErrorCode.UpstreamTimeout)]
    public async Task StreamAsync_AfterFailuresInARow_AsksNoMoreAndSaysWhenItWill(ErrorCode code)
    {
        var model = new FakeModel(FakeModel.Says(Failure(code)));
        var client = Create(model);
        await FailAsync(client, FailuresToOpen);
        _clock.Advance(TimeSpan.FromSeconds(4));

        var failure = await FailAsync(client);

        Assert.Equal(FailuresToOpen, model.Calls);
        Assert.Equal(code, failure.Code);
        Assert.Equal(CircuitBreakingModelClient.OpenTime - TimeSpan.FromSeconds(4), failure.RetryAfter);
    }

    [Fact]
    public async Task StreamAsync_OfEveryOtherCallFailing_GoesOnAsking()
    {
        var turn = 0;
        var model = new FakeModel(token => (++turn % 2 == 0 ? FakeModel.Says(null, FakeModel.Text("one")) : FakeModel.Says(Failure()))(token));
        var client = Create(model);

        for (var call = 0; call < 20; call++)
        {
            if (call % 2 == 0) await FailAsync(client);
            else Assert.Equal(["one"], await AskAsync(client));
        }

        Assert.Equal(20, model.Calls);
    }

    [Theory]
    [InlineData(ErrorCode.UpstreamRejected)]
    [InlineData(ErrorCode.ContentFiltered)]
    public async Task StreamAsync_OfRefusals_GoesOnAsking(ErrorCode code)
    {
        var model = new FakeModel(FakeModel.Says(Failure(code)));

        await FailAsync(Create(model), 10);

        Assert.Equal(10, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfFailuresAfterText_GoesOnAsking()
    {
        var model = new FakeModel(FakeModel.Says(Failure(), FakeModel.Text("one")));

        await FailAsync(Create(model), 10);

        Assert.Equal(10, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_AfterTheBreak_AsksAgainAndStaysWithADeploymentThatIsBack()
    {
        var down = FakeModel.Says(Failure());
        var model = new FakeModel(down, down, down, FakeModel.Says(null, FakeModel.Text("back")));
        var client = Create(model);
        await FailAsync(client, FailuresToOpen);

        _clock.Advance(CircuitBreakingModelClient.OpenTime);

        Assert.Equal(["back"], await AskAsync(client));
        Assert.Equal(["back"], await AskAsync(client));
    }

    [Fact]
    public async Task StreamAsync_WhileOneCallFindsOutWhetherItIsBack_HoldsTheOthersOff()
    {
        var down = FakeModel.Says(Failure());
        var model = new FakeModel(down, down, down, FakeModel.Stalls());
        var client = Create(model);
        await FailAsync(client, FailuresToOpen);
        _clock.Advance(CircuitBreakingModelClient.OpenTime);
        using var leaving = new CancellationTokenSource();
        var probe = FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt, leaving.Token));

        await FailAsync(client);

        Assert.Equal(FailuresToOpen + 1, model.Calls);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
    }

    [Fact]
    public async Task StreamAsync_OfADeploymentThatIsStillDown_SparesItAgain()
    {
        var model = new FakeModel(FakeModel.Says(Failure()));
        var client = Create(model);
        await FailAsync(client, FailuresToOpen);
        _clock.Advance(CircuitBreakingModelClient.OpenTime);

        await FailAsync(client, 5);

        Assert.Equal(FailuresToOpen + 1, model.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfCallersWhoLeave_GoesOnAsking()
    {
        var model = new FakeModel(FakeModel.Stalls());
        var client = Create(model);

        for (var caller = 0; caller < 10; caller++)
        {
            using var leaving = new CancellationTokenSource();
            var texts = FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt, leaving.Token));
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => texts);
        }

        Assert.Equal(10, model.Calls);
        Assert.Equal(10, model.Disposed);
    }

    private CircuitBreakingModelClient Create(FakeModel model) =>
        new(model, "main", FailuresToOpen, _clock, NullLogger<CircuitBreakingModelClient>.Instance);

    private static Task<List<string>> AskAsync(CircuitBreakingModelClient client) => FakeModel.TextsAsync(client.StreamAsync(FakeModel.Prompt));

    private static async Task<ModelException> FailAsync(CircuitBreakingModelClient client, int times = 1)
    {
        for (var time = 1; time < times; time++) await Assert.ThrowsAsync<ModelException>(() => AskAsync(client));
        return await Assert.ThrowsAsync<ModelException>(() => AskAsync(client));
    }

    private static ModelException Failure(ErrorCode code = ErrorCode.UpstreamUnavailable) => new(code, "failed");
}
