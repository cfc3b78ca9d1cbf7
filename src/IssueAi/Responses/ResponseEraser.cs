using IssueAi.Issues;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses;

/// <summary>Erases responses and issues, with all references to them.</summary>
internal sealed class ResponseEraser(
    ResponseStore responses, ResponseArchive archive, ResponseCanceller canceller, HistoryStore history, IssueStore issues)
{
    private const int ErasuresAtOnce = 4;

    /// <summary>Erases a response.</summary>
    /// <returns>Whether the tenant has, or had, a response with this id.</returns>
    public async Task<bool> EraseAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        var stored = await responses.FindAsync(tenant, responseId, cancellationToken: cancellationToken);
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
        await Parallel.ForEachAsync(
            history.AllAsync(tenant, issueId, cancellationToken), parallel, async (summary, token) => await EraseAsync(summary, token));
        await issues.DeleteAsync(tenant, issueId, cancellationToken);
    }

    private async Task EraseAsync(ResponseSummary summary, CancellationToken cancellationToken)
    {
        // Otherwise the model would go on generating an answer that no client can read.
        if (summary.State == ResponseState.Running) await canceller.CancelAsync(summary.Tenant, summary.ResponseId, cancellationToken);
        await archive.DeleteAsync(summary, cancellationToken);
    }
}
