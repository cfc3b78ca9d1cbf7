using Microsoft.Extensions.Logging;

namespace IssueAi.Generation.Pipeline;

/// <summary>
/// Asks several deployments in turn: the next one at once when one is rate limited, down or missing before its first piece of
/// text. A failure that all deployments share, such as a filtered issue or a wrong key, isn't passed on.
/// </summary>
internal sealed partial class FallbackModelClient(IReadOnlyList<ModelDeployment> deployments, ILogger<FallbackModelClient> logger) : IModelClient
{
    // For a deployment that gives no time.
    private static readonly TimeSpan UsualRetryAfter = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    /// <exception cref="ModelException">All failed: the failure with the shortest time to retry.</exception>
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        ModelAttempt.StreamAsync(token => StartAsync(prompt, token), cancellationToken);

    private async Task<ModelAttempt> StartAsync(ModelPrompt prompt, CancellationToken cancellationToken)
    {
        var failures = new List<ModelException>(deployments.Count);
        foreach (var deployment in deployments)
        {
            try
            {
                return await ModelAttempt.StartAsync(deployment.Client.StreamAsync(prompt, cancellationToken));
            }
            catch (ModelException failure) when (failure.IsOfDeployment)
            {
                Log.Failed(logger, deployment.Name, failure.Code, failure.Message);
                failures.Add(failure);
            }
        }

        throw failures.Where(failure => failure is { Code: not ErrorCode.UpstreamRejected, IsQuotaSpent: false }).MinBy(failure => failure.RetryAfter ?? UsualRetryAfter)
            ?? failures[0];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Deployment {Deployment} failed: {Code}. {Reason}")]
        public static partial void Failed(ILogger logger, string deployment, ErrorCode code, string reason);
    }
}
