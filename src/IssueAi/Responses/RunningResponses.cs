using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Responses;

/// <summary>Finds the running response for an issue, on any instance.</summary>
internal sealed partial class RunningResponses(
    LiveResponses live, HistoryStore history, ResponseArchive archive, ILogger<RunningResponses> logger)
{
    /// <summary>Finds the newest response to an action for an issue that is still running; null where none is.</summary>
    /// <exception cref="StorageUnavailableException">None runs on this instance, and the table can't be read.</exception>
    public async Task<string?> FindNewestAsync(string tenant, string issueId, string action, CancellationToken cancellationToken)
    {
        // A response on this instance is known before the history has it, and while storage is down.
        var here = live.Running
            .Where(response => response.IsRunning && response.Tenant == tenant && response.Action == action && response.Produced?.IssueId == issueId)
            .MaxBy(response => response.Produced!.CreatedAt);
        try
        {
            return await FindElsewhereAsync(tenant, issueId, action, here?.Produced!.CreatedAt, cancellationToken) ?? here?.ResponseId;
        }
        catch (StorageUnavailableException) when (here is not null)
        {
            Log.OnlyHere(logger, action);
            return here.ResponseId;
        }
    }

    private async Task<string?> FindElsewhereAsync(
        string tenant, string issueId, string action, DateTime? after, CancellationToken cancellationToken)
    {
        await foreach (var line in history.RunningAsync(tenant, issueId, action, cancellationToken))
        {
            if (line.CreatedAt <= after) return null;
            if (await IsRunningElsewhereAsync(line, cancellationToken)) return line.ResponseId;
        }

        return null;
    }

    // The history is written after the response's head, so a line that says "running" may be older than the truth. Nor does it
    // tell that the producer has died.
    private async Task<bool> IsRunningElsewhereAsync(ResponseSummary line, CancellationToken cancellationToken)
    {
        if (live.TryGet(line.ResponseId, out var here) && here.Produced is not null) return false;
        return await archive.ResolveAsync(line, cancellationToken) is { State: ResponseState.Running };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: running responses to {Action} on other instances can't be found.")]
        public static partial void OnlyHere(ILogger logger, string action);
    }
}
