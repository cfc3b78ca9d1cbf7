using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using IssueAi.Actions.Catalog;
using IssueAi.Confidence;
using IssueAi.Issues;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Storage;

/// <summary>The responses for an issue, newest first, in table <c>History</c>, one partition per issue.</summary>
internal sealed class HistoryStore(TableStorage storage, IOptions<HistoryOptions> options, ActionCatalog actions, TimeProvider clock)
{
    // Of an issue's answers hardly ever more than one is running, and the newest is nearly always complete.
    private const int RunningAtOnce = 5;

    /// <summary>Adds a response that now runs to its issue's history. Once it is there, a repetition changes nothing, however late.</summary>
    public Task AddAsync(ResponseSummary summary, CancellationToken cancellationToken) =>
        storage.InsertAsync(TableNames.History, CreateRow(summary), cancellationToken);

    /// <summary>Adds a response to its issue's history, or updates it there.</summary>
    public Task PutAsync(ResponseSummary summary, CancellationToken cancellationToken) =>
        storage.UpsertAsync(TableNames.History, CreateRow(summary), TableUpdateMode.Merge, cancellationToken);

    /// <summary>Updates a response in its issue's history, without its feedback. One that isn't there isn't added: it may have been erased.</summary>
    /// <returns>Whether it is there.</returns>
    public async Task<bool> TryUpdateAsync(ResponseSummary summary, CancellationToken cancellationToken) =>
        await storage.UpdateAsync(TableNames.History, CreateRow(summary), ETag.All, TableUpdateMode.Merge, cancellationToken) is not null;

    /// <summary>Updates the feedback of a response in its issue's history, and nothing else, so that a late update of the rest doesn't undo it.</summary>
    /// <returns>Whether the response is there.</returns>
    public async Task<bool> TryRateAsync(ResponseSummary summary, AnswerFeedback feedback, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionOf(summary), RowOf(summary));
        FeedbackColumns.Write(row, feedback);
        return await storage.UpdateAsync(TableNames.History, row, ETag.All, TableUpdateMode.Merge, cancellationToken) is not null;
    }

    /// <summary>Deletes a response from its issue's history; one that doesn't exist is no error.</summary>
    public Task DeleteAsync(ResponseSummary summary, CancellationToken cancellationToken) =>
        storage.DeleteAsync(TableNames.History, PartitionOf(summary), RowOf(summary), ETag.All, cancellationToken);

    /// <summary>
    /// Lists at most <paramref name="limit"/> of an issue's answers, newest first: those of one action, or of all where that is
    /// null, and only those <paramref name="after"/> the end of the page before.
    /// </summary>
    public async Task<ResponsePage<ResponseSummary>> ListAsync(
        string tenant, string issueId, string? action, int limit, HistoryPosition? after, CancellationToken cancellationToken)
    {
        var partition = IssuePartition.Of(tenant, issueId);
        var names = action is null ? actions.Names : [action];

        // One row more than requested shows whether there is a next page.
        var lists = await Task.WhenAll(names.Select(name => TakeAsync(partition, name, limit + 1, after, cancellationToken)));
        var merged = lists.SelectMany(list => list).OrderBy(HistoryPosition.Of).Take(limit + 1).ToList();
        if (merged.Count <= limit) return new(merged, Next: null);

        merged.RemoveAt(limit);
        return new(merged, HistoryPosition.Of(merged[^1]));
    }

    /// <summary>
    /// Reads an action's answers for an issue that are complete, or said to be running, newest first. The latter may have ended.
    /// </summary>
    public IAsyncEnumerable<ResponseSummary> NewestAsync(string tenant, string issueId, string action, CancellationToken cancellationToken) =>
        InStatesAsync(
            tenant, issueId, action, $"(State eq '{nameof(ResponseState.Completed)}' or State eq '{nameof(ResponseState.Running)}')", cancellationToken);

    /// <summary>
    /// Reads an action's answers for an issue that are said to be running, newest first. Some may have ended: their producers died,
    /// or have yet to say so.
    /// </summary>
    public IAsyncEnumerable<ResponseSummary> RunningAsync(string tenant, string issueId, string action, CancellationToken cancellationToken) =>
        InStatesAsync(tenant, issueId, action, $"State eq '{nameof(ResponseState.Running)}'", cancellationToken);

    /// <summary>Reads all responses for an issue, in any order.</summary>
    public async IAsyncEnumerable<ResponseSummary> AllAsync(
        string tenant, string issueId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {IssuePartition.Of(tenant, issueId)}");
        await foreach (var page in storage.QueryAsync(TableNames.History, filter, cancellationToken: cancellationToken))
        {
            foreach (var row in page.Values) yield return ReadSummary(row);
        }
    }

    private async IAsyncEnumerable<ResponseSummary> InStatesAsync(
        string tenant, string issueId, string action, string states, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var filter = $"{RangeOf(IssuePartition.Of(tenant, issueId), action, after: null)} and {states}";
        await foreach (var page in storage.QueryAsync(TableNames.History, filter, RunningAtOnce, cancellationToken: cancellationToken))
        {
            foreach (var row in page.Values.Where(row => row.GetDateTimeOffset(Columns.ExpiresAt) > now)) yield return ReadSummary(row);
        }
    }

    private static string PartitionOf(ResponseSummary summary) => IssuePartition.Of(summary.Tenant, summary.IssueId);

    private static string RowOf(ResponseSummary summary) => HistoryRows.KeyOf(summary.Action, HistoryPosition.Of(summary));

    private static ResponseSummary ReadSummary(TableEntity row) => FeedbackColumns.Complete(
        JsonSerializer.Deserialize(row.GetString(Columns.Summary), ResponseStorageJsonContext.Default.ResponseSummary)!, row);

    private TableEntity CreateRow(ResponseSummary summary) => new(PartitionOf(summary), RowOf(summary))
    {
        [Columns.State] = summary.State.ToString(),
        [Columns.Summary] = JsonSerializer.Serialize(summary, ResponseStorageJsonContext.Default.ResponseSummary),
        [Columns.ExpiresAt] = (DateTimeOffset)(summary.CreatedAt + options.Value.TimeToLive),
    };

    private static string RangeOf(string partition, string action, HistoryPosition? after)
    {
        var start = after is { } position ? HistoryRows.KeyOf(action, position) : HistoryRows.StartOf(action);
        return TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {start} and RowKey lt {HistoryRows.EndOf(action)}");
    }

    private Task<List<ResponseSummary>> TakeAsync(
        string partition, string action, int count, HistoryPosition? after, CancellationToken cancellationToken) =>
        TakeAsync(RangeOf(partition, action, after), count, cancellationToken);

    private async Task<List<ResponseSummary>> TakeAsync(string filter, int count, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var taken = new List<ResponseSummary>(count);
        await foreach (var page in storage.QueryAsync(TableNames.History, filter, count, cancellationToken: cancellationToken))
        {
            taken.AddRange(page.Values.Where(row => row.GetDateTimeOffset(Columns.ExpiresAt) > now).Select(ReadSummary));
            if (taken.Count >= count) break;
        }

        return taken;
    }
}
