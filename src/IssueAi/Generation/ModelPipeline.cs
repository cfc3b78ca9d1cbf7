using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation;

/// <summary>Puts around a provider's deployments what holds for all providers: circuits, fallback, retries.</summary>
internal sealed class ModelPipeline(
    IReadOnlyList<ModelDeployment> deployments, IOptions<GenerationOptions> options, TimeProvider clock, ILoggerFactory loggers)
{
    // Sparing one of several costs nobody an answer. The only one is given up when there is hardly any hope left.
    private const int FailuresOfOneOfSeveral = 3;
    private const int FailuresOfTheOnlyOne = 50;

    public IModelClient Create() => new RetryingModelClient(
        deployments is [var only]
            ? Guard(only, FailuresOfTheOnlyOne)
            : new FallbackModelClient(
                [.. deployments.Select((deployment, index) => deployment with { Client = Guard(Limit(deployment, index), FailuresOfOneOfSeveral) })],
                loggers.CreateLogger<FallbackModelClient>()),
        clock);

    private CircuitBreakingModelClient Guard(ModelDeployment deployment, int failuresToBreak) =>
        new(deployment, failuresToBreak, clock, loggers.CreateLogger<CircuitBreakingModelClient>());

    // A caller's patience is shared out, so that one that is silent leaves time for the others. The last has all that is left.
    private ModelDeployment Limit(ModelDeployment deployment, int index) => index == deployments.Count - 1
        ? deployment
        : deployment with
        {
            Client = new TimeLimitedModelClient(
                deployment.Client, new ModelTimeouts(options.Value.FirstTokenTimeout / deployments.Count, Timeout.InfiniteTimeSpan, clock)),
        };
}
