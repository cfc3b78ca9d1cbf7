using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.History;

/// <summary>Lists the responses of an issue.</summary>
internal sealed class ResponseHistory(HistoryStore history, ResponseReader responses, ResponseArchive archive, TimeProvider clock)
{
    // Enough to hide the latency of the table, few enough for the other requests.
    private const int ReadsAtOnce = 8;

    // How long after its history row a response's log may begin; generous, since the row tells the time of another instance.
    private static readonly TimeSpan MaxBeginTime = TimeSpan.FromMinutes(1);

    public async Task<ResponsePage<FoundResponse>> ListAsync(string tenant, string issueId, HistoryQuery query, CancellationToken cancellationToken)
    {
        var page = await history.ListAsync(tenant, issueId, query.Action, query.Limit, query.After, cancellationToken);
        var items = new FoundResponse?[page.Items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Length, parallel, async (at, token) => items[at] = await CompleteAsync(page.Items[at], query, token));
        return new ResponsePage<FoundResponse>([.. items.OfType<FoundResponse>()], page.Next);
    }

    // A row in state "running" may be outdated: its instance may have died, its last write may have failed, or the response was erased.
    private async ValueTask<FoundResponse?> CompleteAsync(ResponseSummary line, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (!query.IncludesText && line.State != ResponseState.Running) return new FoundResponse(line, Content: null);

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
