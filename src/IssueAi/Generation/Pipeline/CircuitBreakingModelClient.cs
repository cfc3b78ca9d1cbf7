using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace IssueAi.Generation.Pipeline;

/// <summary>
/// Spares a deployment that failed again and again before its first piece of text: for a while it isn't asked, then one
/// call finds out whether it is back.
/// </summary>
internal sealed partial class CircuitBreakingModelClient : IModelClient
{
    /// <summary>How long a deployment is spared.</summary>
    public static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(10);

    // What counts is failures in a row, counted here; a share of all calls would take every other one for an outage.
    private static readonly TimeSpan SamplingTime = TimeSpan.FromMinutes(10);
    private const int MinThroughput = 2;

    private readonly ModelDeployment _deployment;
    private readonly int _failuresToBreak;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _circuit;
    private int _failures;

    /// <param name="deployment">Whom to ask.</param>
    /// <param name="failuresToBreak">After how many failures in a row it is spared; two or more.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="logger">Where it is said.</param>
    public CircuitBreakingModelClient(ModelDeployment deployment, int failuresToBreak, TimeProvider clock, ILogger logger)
    {
        _deployment = deployment;
        _failuresToBreak = failuresToBreak;
        _logger = logger;
        _circuit = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ModelException { IsOfDeployment: true } && Volatile.Read(ref _failures) >= _failuresToBreak),
                MinimumThroughput = MinThroughput,
                FailureRatio = double.Epsilon,
                SamplingDuration = SamplingTime,
                BreakDuration = BreakTime,
                OnOpened = OnOpened,
                OnClosed = OnClosed,
            })
            .Build();
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">
    /// As the deployment's own; while it is spared, with the code of its last failure and the time until it is asked again.
    /// </exception>
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        ModelAttempt.StreamAsync(token => StartAsync(prompt, token), cancellationToken);

    private async Task<ModelAttempt> StartAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await _circuit.ExecuteAsync(async token => await CallAsync(prompt, token), cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            var last = exception.InnerException as ModelException;
            throw new ModelException(last?.Code ?? ErrorCode.UpstreamUnavailable, "The deployment failed again and again and isn't asked for now.", exception)
            {
                RetryAfter = exception.RetryAfter,
                IsQuotaSpent = last?.IsQuotaSpent ?? false,
            };
        }
    }

    private async Task<ModelAttempt> CallAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = await ModelAttempt.StartAsync(_deployment.Client.StreamAsync(prompt, cancellationToken));
            Volatile.Write(ref _failures, 0);
            return attempt;
        }
        catch (ModelException failure)
        {
            // Whoever refuses a request or its content is alive.
            if (failure.IsOfDeployment) Interlocked.Increment(ref _failures);
            else Volatile.Write(ref _failures, 0);
            throw;
        }
    }

    private ValueTask OnOpened(OnCircuitOpenedArguments<object> opened)
    {
        Log.Spared(_logger, _deployment.Name, _failures);
        return ValueTask.CompletedTask;
    }

    private ValueTask OnClosed(OnCircuitClosedArguments<object> closed)
    {
        Log.Back(_logger, _deployment.Name);
        return ValueTask.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Deployment {Deployment} failed {Failures} times in a row and isn't asked for a while.")]
        public static partial void Spared(ILogger logger, string deployment, int failures);

        [LoggerMessage(LogLevel.Information, "Deployment {Deployment} is back.")]
        public static partial void Back(ILogger logger, string deployment);
    }
}
