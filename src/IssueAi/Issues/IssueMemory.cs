using IssueAi.Tables;
using Microsoft.Extensions.Logging;

namespace IssueAi.Issues;

/// <summary>Stores the issues of requests, and completes the issues of later requests.</summary>
internal sealed partial class IssueMemory(IssueStore issues, ILogger<IssueMemory> logger)
{
    /// <summary>Completes an issue.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="issueId">The issue's id.</param>
    /// <param name="sent">The sent parts; null parts were left out.</param>
    /// <param name="otherwise">The description where none was sent and none is remembered; it isn't remembered. Null for none.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <returns>The issue, and the way to store its sent parts; null without a description.</returns>
    /// <exception cref="StorageUnavailableException">There is no description, and the stored issue can't be read.</exception>
    public async Task<RecalledIssue?> RecallAsync(
        string tenant, string issueId, StoredIssue sent, string? otherwise, CancellationToken cancellationToken)
    {
        var known = sent.IsWhole ? null : await FindAsync(tenant, issueId, canDoWithout: (sent.Description ?? otherwise) is not null, cancellationToken);
        if ((sent.Description ?? known?.Description ?? otherwise) is not { } description) return null;

        var issue = new Issue(issueId, sent.Title ?? known?.Title, description, sent.Labels ?? known?.Labels ?? []);
        var isNews = sent is not { Title: null, Description: null, Labels: null };
        return new RecalledIssue(issue, () => isNews ? RememberAsync(tenant, issueId, sent) : Task.CompletedTask);
    }

    private async Task<StoredIssue?> FindAsync(string tenant, string issueId, bool canDoWithout, CancellationToken cancellationToken)
    {
        try
        {
            return await issues.FindAsync(tenant, issueId, cancellationToken);
        }
        catch (StorageUnavailableException) when (canDoWithout)
        {
            // A response without the left-out parts is better than none.
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
