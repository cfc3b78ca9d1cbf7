using IssueAi.Resilience;
using Microsoft.Extensions.Logging;

namespace IssueAi.Generation.Pipeline;

/// <summary>
/// Stops calls to a deployment that failed several times in a row before its first piece of text. After a pause, one call
/// finds out whether it works again.
/// </summary>
/// <param name="model">Asks the deployment.</param>
/// <param name="deployment">The deployment's name, for logs.</param>
/// <param name="failuresToOpen">How many failures in a row stop the calls.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Where it is said.</param>
internal sealed partial class CircuitBreakingModelClient(
    IModelClient model, string deployment, int failuresToOpen, TimeProvider clock, ILogger<CircuitBreakingModelClient> logger) : IModelClient
{
    /// <summary>How long calls are stopped.</summary>
    public static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(10);

    private readonly CircuitBreaker _circuit = new(failuresToOpen, OpenTime, clock);
    private volatile ModelException? _lastFailure;

    /// <inheritdoc/>
    /// <exception cref="ModelException">
    /// As the deployment's own; while calls are stopped, with the code of its last failure and the time until the next try.
    /// </exception>
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        ModelAttempt.StreamAsync(token => StartAsync(prompt, token), cancellationToken);

    private async Task<ModelAttempt> StartAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        if (!_circuit.TryEnter(out var retryAfter))
        {
            throw new ModelException(
                _lastFailure?.Code ?? ErrorCode.UpstreamUnavailable, "The deployment's circuit breaker is open.", _lastFailure)
            {
                RetryAfter = retryAfter,
                IsQuotaSpent = _lastFailure?.IsQuotaSpent ?? false,
            };
        }

        try
        {
            var attempt = await ModelAttempt.StartAsync(model.StreamAsync(prompt, cancellationToken));
            Succeed();
            return attempt;
        }
        catch (ModelException failure)
        {
            // A deployment that refuses a request or its content works.
            if (failure.IsOfDeployment) Fail(failure);
            else Succeed();
            throw;
        }
        catch
        {
            _circuit.Abandon();
            throw;
        }
    }

    private void Fail(ModelException failure)
    {
        _lastFailure = failure;
        if (_circuit.Fail()) Log.Opened(logger, deployment, failuresToOpen);
    }

    private void Succeed()
    {
        if (_circuit.Succeed()) Log.Closed(logger, deployment);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Deployment {Deployment} failed {Failures} times in a row; its circuit breaker is open.")]
        public static partial void Opened(ILogger logger, string deployment, int failures);

        [LoggerMessage(LogLevel.Information, "Deployment {Deployment} works again; its circuit breaker is closed.")]
        public static partial void Closed(ILogger logger, string deployment);
    }
}
