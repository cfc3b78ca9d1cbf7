using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Issues;

/// <summary>Stores the issues of requests, and completes the issues of later requests.</summary>
internal sealed partial class IssueMemory(IssueStore issues, ILogger<IssueMemory> logger)
{
    /// <summary>Completes an issue.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="issueId">The issue's id.</param>
    /// <param name="sent">The parts in the request; null parts were left out.</param>
    /// <param name="cancellationToken">Fires when the client disconnects.</param>
    /// <returns>The issue, and the way to store the sent parts; null when no description was sent or stored.</returns>
    /// <exception cref="StorageUnavailableException">No description was sent, and the stored issue can't be read.</exception>
    public async Task<RecalledIssue?> RecallAsync(string tenant, string issueId, StoredIssue sent, CancellationToken cancellationToken)
    {
        var isWhole = sent is { Title: not null, Description: not null, Labels: not null };
        var known = isWhole ? null : await FindAsync(tenant, issueId, sent, cancellationToken);
        if ((sent.Description ?? known?.Description) is not { } description) return null;

        var issue = new Issue(issueId, sent.Title ?? known?.Title, description, sent.Labels ?? known?.Labels ?? []);
        var isNews = sent is not { Title: null, Description: null, Labels: null };
        return new RecalledIssue(issue, () => isNews ? RememberAsync(tenant, issueId, sent) : Task.CompletedTask);
    }

    private async Task<StoredIssue?> FindAsync(string tenant, string issueId, StoredIssue sent, CancellationToken cancellationToken)
    {
        try
        {
            return await issues.FindAsync(tenant, issueId, cancellationToken);
        }
        catch (StorageUnavailableException) when (sent.Description is not null)
        {
            // An answer without the title is better than none.
            Log.NotRecalled(logger);
            return null;
        }
    }

    // Also after a disconnect.
    private async Task RememberAsync(string tenant, string issueId, StoredIssue sent)
    {
        // The outage was logged when it began; no line per request.
        if (!issues.IsAvailable) return;
        try
        {
            await issues.MergeAsync(tenant, issueId, sent, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            Log.NotRemembered(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: a stored issue can't be read.")]
        public static partial void NotRecalled(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: an issue isn't stored.")]
        public static partial void NotRemembered(ILogger logger);
    }
}
