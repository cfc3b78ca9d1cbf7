using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace IssueAi.Tests.Generation.Pipeline;

public sealed class FallbackModelClientTests
{
    private readonly FakeModel _answering = new(FakeModel.Says(null, new ModelUpdate { Model = "second" }, FakeModel.Text("one"), FakeModel.Stop));

    [Theory]
    [InlineData(ErrorCode.UpstreamUnavailable, null)]
    [InlineData(ErrorCode.UpstreamRateLimited, 0.1)]
    [InlineData(ErrorCode.UpstreamRateLimited, 3600.0)]
    [InlineData(ErrorCode.UpstreamTimeout, null)]
    public async Task StreamAsync_OfADeploymentThatCannotAnswer_AsksTheNextAtOnce(ErrorCode code, double? retryAfter)
    {
        var failing = new FakeModel(FakeModel.Says(Failure(code, retryAfter), new ModelUpdate { Model = "first" }));

        var updates = new List<ModelUpdate>();
        await foreach (var update in Create(failing, _answering).StreamAsync(FakeModel.Prompt)) updates.Add(update);

        Assert.Equal(["second", null, null], updates.Select(update => update.Model));
        Assert.Equal((1, 1), (failing.Calls, _answering.Calls));
        Assert.Equal(1, failing.Disposed);
    }

    [Fact]
    public async Task StreamAsync_OfADeploymentThatDoesNotExist_AsksTheNext()
    {
        var missing = new FakeModel(FakeModel.Says(new ModelException(ErrorCode.UpstreamRejected, "failed") { DeploymentIsMissing = true }));

        Assert.Equal(["", "one", ""], await AskAsync(missing, _answering));
    }

    [Theory]
    [InlineData(ErrorCode.UpstreamRejected)]
    [InlineData(ErrorCode.ContentFiltered)]
    [InlineData(ErrorCode.Internal)]
    public async Task StreamAsync_OfWhatNoDeploymentWouldDoBetter_AsksNoOther(ErrorCode code)
    {
        var failure = await Assert.ThrowsAsync<ModelException>(() => AskAsync(Fails(Failure(code)), _answering));

        Assert.Equal(code, failure.Code);
        Assert.Equal(0, _answering.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfAFailureAfterText_AsksNoOther()
    {
        var breaking = new FakeModel(FakeModel.Says(Failure(ErrorCode.UpstreamUnavailable), FakeModel.Text("one")));

        await Assert.ThrowsAsync<ModelException>(() => AskAsync(breaking, _answering));

        Assert.Equal(0, _answering.Calls);
    }

    [Fact]
    public async Task StreamAsync_OfADeploymentThatAnswers_AsksNoOther()
    {
        var second = Fails(Failure(ErrorCode.Internal));

        await AskAsync(_answering, second);

        Assert.Equal(0, second.Calls);
    }

    [Theory]
    [InlineData(9.0, 3.0, 7.0, 3.0)]
    [InlineData(9.0, null, 7.0, null)]
    [InlineData(1.0, null, null, 1.0)]
    public async Task StreamAsync_OfAnOutageOfAll_SaysWhatIsSoonestWorthAnotherTry(double? first, double? second, double? third, double? expected)
    {
        double?[] waits = [first, second, third];

        var failure = await Assert.ThrowsAsync<ModelException>(
            () => AskAsync([.. waits.Select(wait => Fails(Failure(ErrorCode.UpstreamRateLimited, wait)))]));

        Assert.Equal(expected, failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task StreamAsync_OfOneDeploymentDownAndOneMissing_IsWorthAnotherTry()
    {
        var missing = Fails(new ModelException(ErrorCode.UpstreamRejected, "failed") { DeploymentIsMissing = true });

        var failure = await Assert.ThrowsAsync<ModelException>(() => AskAsync(missing, Fails(Failure(ErrorCode.UpstreamRateLimited, 60))));

        Assert.Equal(ErrorCode.UpstreamRateLimited, failure.Code);
    }

    [Fact]
    public async Task StreamAsync_CancelledByTheCaller_AsksNoOther()
    {
        using var leaving = new CancellationTokenSource();
        var texts = FakeModel.TextsAsync(Create(new FakeModel(FakeModel.Stalls()), _answering).StreamAsync(FakeModel.Prompt, leaving.Token));

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => texts);
        Assert.Equal(0, _answering.Calls);
    }

    private static FallbackModelClient Create(params FakeModel[] models) =>
        new([.. models.Select((model, index) => new ModelDeployment($"deployment-{index}", model))], NullLogger<FallbackModelClient>.Instance);

    private static Task<List<string>> AskAsync(params FakeModel[] models) => FakeModel.TextsAsync(Create(models).StreamAsync(FakeModel.Prompt));

    private static FakeModel Fails(ModelException failure) => new(FakeModel.Says(failure));

    private static ModelException Failure(ErrorCode code, double? retryAfterSeconds = null) =>
        new(code, "failed") { RetryAfter = retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
}
