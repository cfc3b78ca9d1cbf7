using Polly;
using Polly.Retry;

namespace IssueAi.Generation.Pipeline;

/// <summary>Asks a model again when it failed before its first piece of text and the failure may pass.</summary>
internal sealed class RetryingModelClient : IModelClient
{
    private const int Retries = 2;

    // After a longer wait an error with a time to retry serves the client better.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly IModelClient _model;
    private readonly ResiliencePipeline _pipeline;

    public RetryingModelClient(IModelClient model, TimeProvider clock)
    {
        _model = model;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is ModelException failure && MayPass(failure)),
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelException)?.RetryAfter),
            })
            .Build();
    }

    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        prompt.IsWorthRetrying
            ? ModelAttempt.StreamAsync(token => StartAsync(prompt, token), cancellationToken)
            : _model.StreamAsync(prompt, cancellationToken);

    private Task<ModelAttempt> StartAsync(ModelPrompt prompt, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(async token => await ModelAttempt.StartAsync(_model.StreamAsync(prompt, token)), cancellationToken).AsTask();

    private static bool MayPass(ModelException failure) =>
        failure.Code is ErrorCode.UpstreamUnavailable or ErrorCode.UpstreamRateLimited or ErrorCode.UpstreamTimeout
        && failure is { IsOwnTimeout: false, IsQuotaSpent: false }
        && (failure.RetryAfter is null || failure.RetryAfter <= MaxDelay);
}
