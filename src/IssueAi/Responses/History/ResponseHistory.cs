using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.History;

/// <summary>
/// Lists the responses of an issue. A text stands in the response's own log, and so costs a read of its own; so does a response
/// that may be running. No page holds more of them than <see cref="MaxReads"/>, whatever its limit: the next page has the rest.
/// </summary>
internal sealed class ResponseHistory(HistoryStore history, ResponseReader responses, ResponseArchive archive, TimeProvider clock)
{
    // Enough to hide the latency of the table, few enough for the other requests.
    private const int ReadsAtOnce = 8;

    private const int MaxReads = 20;

    // How long after its history row a response's log may begin; generous, since the row tells the time of another instance.
    private static readonly TimeSpan MaxBeginTime = TimeSpan.FromMinutes(1);

    public async Task<ResponsePage<FoundResponse>> ListAsync(string tenant, string issueId, HistoryQuery query, CancellationToken cancellationToken)
    {
        var limit = query.IncludesText ? Math.Min(query.Limit, MaxReads) : query.Limit;
        var page = Shorten(await history.ListAsync(tenant, issueId, query.Action, limit, query.After, cancellationToken), query);
        var items = new FoundResponse?[page.Items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Length, parallel, async (at, token) => items[at] = await CompleteAsync(page.Items[at], query, token));
        return new ResponsePage<FoundResponse>([.. items.OfType<FoundResponse>()], page.Next);
    }

    private static ResponsePage<ResponseSummary> Shorten(ResponsePage<ResponseSummary> page, HistoryQuery query)
    {
        var reads = 0;
        var items = page.Items.TakeWhile(line => !NeedsRead(line, query) || ++reads <= MaxReads).ToList();
        return items.Count == page.Items.Count ? page : new(items, HistoryPosition.Of(items[^1]));
    }

    // A row in state "running" may be outdated: its instance may have died, its last write may have failed, or the response was erased.
    private static bool NeedsRead(ResponseSummary line, HistoryQuery query) => query.IncludesText || line.State == ResponseState.Running;

    private async ValueTask<FoundResponse?> CompleteAsync(ResponseSummary line, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (!NeedsRead(line, query)) return new FoundResponse(line, Content: null);

        var found = await responses.FindAsync(line.Tenant, line.ResponseId, cancellationToken);
        if (found is null && line.State == ResponseState.Running && line.CreatedAt + MaxBeginTime < clock.GetUtcNow().UtcDateTime)
        {
            await history.DeleteAsync(line, cancellationToken);
            return null;
        }

        if (found is { Summary.State: not ResponseState.Running, IsStored: true } && line.State == ResponseState.Running)
            await archive.UpdateHistoryAsync(found.Summary, cancellationToken);
        return new FoundResponse(found?.Summary ?? line, query.IncludesText ? found?.Content ?? ResponseContent.Empty : null);
    }
}
