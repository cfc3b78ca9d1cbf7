using System.Diagnostics;
using IssueAi.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation.Pipeline;

/// <summary>Decorates a provider's deployments. Each list names its decorators outermost first.</summary>
internal sealed class ModelPipeline(
    IReadOnlyList<ModelDeployment> deployments,
    ModelIdentity identity,
    IOptions<GenerationOptions> options,
    IssueAiMetrics metrics,
    ActivitySource spans,
    TimeProvider clock,
    ILoggerFactory loggers)
{
    // A fallback answers in place of one of several deployments. The only deployment has no fallback, so its breaker opens late.
    private const int FailuresOfOneOfSeveral = 3;
    private const int FailuresOfTheOnlyOne = 50;

    private delegate IModelClient Decorator(IModelClient model);

    public IModelClient Create() => Decorate(
        Choose([.. deployments.Select(Decorate)]),
        model => new TimeLimitedModelClient(model, options.Value.FirstTokenTimeout, options.Value.IdleTimeout, clock),
        model => new RetryingModelClient(model, clock));

    private ModelDeployment Decorate(ModelDeployment deployment, int index) => deployment with
    {
        Client = Decorate(
            deployment.Client,
            model => new CircuitBreakingModelClient(model, deployment.Name, FailuresToOpen, clock, loggers.CreateLogger<CircuitBreakingModelClient>()),
            model => LimitTime(model, index),
            model => new ObservedModelClient(model, ModelTarget.Create(identity, deployment.Name, options.Value), metrics, spans, clock)),
    };

    private int FailuresToOpen => deployments.Count == 1 ? FailuresOfTheOnlyOne : FailuresOfOneOfSeveral;

    private IModelClient Choose(IReadOnlyList<ModelDeployment> decorated) =>
        decorated is [var only] ? only.Client : new FallbackModelClient(decorated, loggers.CreateLogger<FallbackModelClient>());

    // The deployments share the time for the first token, so that a silent one leaves time for the others. The last one has all that is left.
    private IModelClient LimitTime(IModelClient model, int index) => index == deployments.Count - 1
        ? model
        : new TimeLimitedModelClient(model, options.Value.FirstTokenTimeout / deployments.Count, Timeout.InfiniteTimeSpan, clock);

    private static IModelClient Decorate(IModelClient innermost, params ReadOnlySpan<Decorator> outermostFirst)
    {
        var model = innermost;
        for (var at = outermostFirst.Length - 1; at >= 0; at--) model = outermostFirst[at](model);
        return model;
    }
}
