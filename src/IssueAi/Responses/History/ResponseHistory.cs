using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses.History;

/// <summary>Lists the responses of an issue.</summary>
internal sealed class ResponseHistory(HistoryStore history, ResponseReader responses)
{
    // Enough to hide the way to the table, few enough not to crowd out others.
    private const int ReadsAtOnce = 8;

    public async Task<ResponsePage> ListAsync(string tenant, string issueId, HistoryQuery query, CancellationToken cancellationToken)
    {
        var page = await history.ListAsync(tenant, issueId, query.Action, query.Limit, query.After, cancellationToken);
        var items = new FoundResponse[page.Items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Length, parallel, async (at, token) => items[at] = await CompleteAsync(page.Items[at], query, token));
        return new ResponsePage(items, page.Next);
    }

    // A line that says "running" may be older than the truth: its producer may have died without a word.
    private async ValueTask<FoundResponse> CompleteAsync(ResponseSummary line, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (!query.IncludesText && line.State != ResponseState.Running) return new FoundResponse(line, Content: null);

        var found = await responses.FindAsync(line.Tenant, line.ResponseId, cancellationToken);
        return new FoundResponse(found?.Summary ?? line, query.IncludesText ? found?.Content ?? ResponseContent.Empty : null);
    }
}
