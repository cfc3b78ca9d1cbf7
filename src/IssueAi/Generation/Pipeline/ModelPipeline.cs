using IssueAi.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.Pipeline;

/// <summary>Puts around a provider's deployments what holds for all providers: telemetry, circuits, fallback, retries.</summary>
internal sealed class ModelPipeline(
    IReadOnlyList<ModelDeployment> deployments,
    ModelIdentity identity,
    IOptions<GenerationOptions> options,
    IssueAiMetrics metrics,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    // Sparing one of several costs nobody an answer. The only one is given up when there is hardly any hope left.
    private const int FailuresOfOneOfSeveral = 3;
    private const int FailuresOfTheOnlyOne = 50;

    public IModelClient Create() => new RetryingModelClient(
        deployments is [var only]
            ? Guard(Observe(only), FailuresOfTheOnlyOne)
            : new FallbackModelClient(
                [.. deployments.Select((deployment, index) => deployment with { Client = Guard(Limit(Observe(deployment), index), FailuresOfOneOfSeveral) })],
                loggers.CreateLogger<FallbackModelClient>()),
        clock);

    private CircuitBreakingModelClient Guard(ModelDeployment deployment, int failuresToBreak) =>
        new(deployment, failuresToBreak, clock, loggers.CreateLogger<CircuitBreakingModelClient>());

    // Innermost, so that each attempt is told with the deployment it was made at.
    private ModelDeployment Observe(ModelDeployment deployment) => deployment with
    {
        Client = new ObservedModelClient(
            deployment.Client, ModelTarget.Create(identity, deployment.Name, options.Value), metrics, clock),
    };

    // A caller's patience is shared out, so that one that is silent leaves time for the others. The last has all that is left.
    private ModelDeployment Limit(ModelDeployment deployment, int index) => index == deployments.Count - 1
        ? deployment
        : deployment with
        {
            Client = new TimeLimitedModelClient(
                deployment.Client, new ModelTimeouts(options.Value.FirstTokenTimeout / deployments.Count, Timeout.InfiniteTimeSpan, clock)),
        };
}
