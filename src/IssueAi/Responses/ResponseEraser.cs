using IssueAi.Issues;
using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;
using IssueAi.Tables;

namespace IssueAi.Responses;

/// <summary>Erases responses and issues, with all references to them.</summary>
internal sealed class ResponseEraser(
    LiveResponses live, ResponseStore responses, ResponseArchive archive, ResponseCanceller canceller, HistoryStore history, IssueStore issues)
{
    private const int ErasuresAtOnce = 4;

    /// <summary>Erases a response.</summary>
    /// <returns>Whether the tenant has, or had, a response with this id.</returns>
    public async Task<bool> EraseAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        if (live.TryGet(responseId, out var here) && here.Tenant == tenant) await EndHereAsync(here, cancellationToken);

        var stored = await responses.FindAsync(tenant, responseId, afterRow: int.MaxValue, cancellationToken);
        if (stored is not null)
        {
            await EraseAsync(stored.Summary, cancellationToken);
            return true;
        }

        if (await responses.FindErasedAsync(tenant, responseId, cancellationToken) is not { } tombstone) return false;

        // An earlier request may have failed halfway.
        if (tombstone.ReadUnfinished() is { } unfinished) await archive.DeleteAsync(unfinished, cancellationToken);
        return true;
    }

    /// <summary>Erases an issue and all its responses. One that doesn't exist is no error.</summary>
    public async Task EraseIssueAsync(string tenant, string issueId, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ErasuresAtOnce, CancellationToken = cancellationToken };
        var here = live.Running.Where(response => response.Tenant == tenant && response.Produced?.IssueId == issueId).ToList();
        await Parallel.ForEachAsync(here, parallel, async (response, token) => await EndHereAsync(response, token));
        await Parallel.ForEachAsync(
            history.AllAsync(tenant, issueId, cancellationToken), parallel, async (summary, token) => await EraseAsync(summary, token));
        await issues.DeleteAsync(tenant, issueId, cancellationToken);
    }

    // A response that runs here may not be recorded yet; once it has ended, it is.
    private async Task EndHereAsync(LiveResponse here, CancellationToken cancellationToken)
    {
        if (here.Produced is null) return;
        await canceller.CancelAsync(here.Tenant, here.ResponseId, cancellationToken);
        if (!here.Completion.IsCompleted) throw new StorageUnavailableException("The end of a response can't be recorded in time.");
    }

    private async Task EraseAsync(ResponseSummary summary, CancellationToken cancellationToken)
    {
        // Otherwise the model would go on generating an answer that no client can read. A row that wrongly says "running" lacks what the
        // end has told, and with it the key of the feedback.
        var ended = summary.State == ResponseState.Running ? await canceller.CancelAsync(summary.Tenant, summary.ResponseId, cancellationToken) : null;
        await archive.DeleteAsync(ended?.Summary ?? summary, cancellationToken);
    }
}
