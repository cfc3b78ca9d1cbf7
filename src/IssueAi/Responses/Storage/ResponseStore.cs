using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Storage;

/// <summary>The responses' logs in table <c>Responses</c>, one partition per response.</summary>
internal sealed class ResponseStore(TableStorage storage, TimeProvider clock, IOptions<HistoryOptions> options)
{
    /// <summary>The lease: how long a head row may stay unwritten before its instance counts as dead.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a running response's head may stay unwritten before no new client is sent to it. Its instance writes at least once
    /// per second, and the service tells ages to the second.
    /// </summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(3);

    /// <summary>How long a response counts as followed after a follower's last mark.</summary>
    public static readonly TimeSpan FollowTime = TimeSpan.FromSeconds(5);

    private const int ReadsInVain = 2;

    private static readonly TimeSpan TombstoneTime = TimeSpan.FromDays(1);

    private readonly ResponseHeads _heads = new(storage);
    private readonly RowEraser _eraser = new(storage);

    /// <summary>Creates the writer of a response's log. Nothing is written yet.</summary>
    public StoredLogWriter CreateWriter(ResponseSummary summary) => new(storage, _heads, summary, summary.CreatedAt + options.Value.TimeToLive);

    /// <summary>Reads a response, with the events after <paramref name="afterRow"/>; zero is before the first row.</summary>
    /// <returns>The new events, with the head; null when the response is unknown, expired or erased.</returns>
    public Task<StoredResponse?> ReadAsync(string responseId, int afterRow = 0, CancellationToken cancellationToken = default) =>
        ReadAsync(responseId, condition: string.Empty, afterRow, cancellationToken);

    /// <summary>
    /// Reads a response as <see cref="ReadAsync(string, int, CancellationToken)"/> does, if it is the tenant's. Another
    /// tenant's looks like one that doesn't exist, also by the storage operations and their duration.
    /// </summary>
    /// <inheritdoc cref="ReadAsync(string, int, CancellationToken)"/>
    public Task<StoredResponse?> FindAsync(string tenant, string responseId, int afterRow = 0, CancellationToken cancellationToken = default) =>
        ReadAsync(responseId, OfTenant(tenant), afterRow, cancellationToken);

    /// <summary>Requests that the generating instance stops.</summary>
    /// <returns>Whether the response is running.</returns>
    public async Task<bool> RequestCancelAsync(string responseId, CancellationToken cancellationToken) =>
        await _heads.ChangeAsync(
            responseId,
            head => head.IsRunning ? new(responseId, ResponseRows.Head) { [ResponseHead.CancelRequestedColumn] = true } : null,
            cancellationToken) is not null;

    /// <summary>Ends a response whose instance is dead.</summary>
    /// <returns>The summary it ended with; null when its head has changed, since then its instance lives or has ended it.</returns>
    public async Task<ResponseSummary?> EndAsync(
        StoredResponse response, ResponseState state, StreamFrame.Error error, CancellationToken cancellationToken)
    {
        var ended = response.Summary with { State = state, Error = error, EndedAt = clock.GetUtcNow().UtcDateTime };
        var change = new TableEntity(ended.ResponseId, ResponseRows.Head);
        ResponseHead.WriteSummary(change, ended);
        if (await _heads.TryMergeAsync(change, response.HeadTag, cancellationToken)) return ended;

        // The reply to the first of two tries was lost, or another reader has come to the same end.
        var head = await _heads.FindAsync(ended.ResponseId, cancellationToken);
        return head is { IsRunning: false, IsDeleted: false } && head.ReadSummary() is var found && found.State == state ? found : null;
    }

    /// <summary>Records a user's feedback on a response; replaces earlier feedback.</summary>
    /// <returns>The summary with it; null when the response is unknown.</returns>
    public async Task<ResponseSummary?> RateAsync(string responseId, AnswerFeedback feedback, CancellationToken cancellationToken)
    {
        // Properties of its own, which the producer's last write doesn't touch.
        var head = await _heads.ChangeAsync(
            responseId,
            head => head.IsDeleted || HasExpired(head) ? null : ResponseHead.CreateFeedback(responseId, feedback),
            cancellationToken);
        return head is null ? null : head.ReadSummary() with { Feedback = feedback };
    }

    /// <summary>
    /// Tells the response's instance of a new follower elsewhere: its next write finds the head changed. Storage has no way to tell it sooner.
    /// </summary>
    public Task AnnounceFollowerAsync(string responseId, CancellationToken cancellationToken) =>
        _heads.ChangeAsync(
            responseId,
            head => head.IsRunning ? new(responseId, ResponseRows.Head) { [ResponseHead.FollowerColumn] = Guid.NewGuid().ToString("N") } : null,
            cancellationToken);

    /// <summary>Marks that another instance follows the response.</summary>
    public Task MarkFollowedAsync(string responseId, CancellationToken cancellationToken)
    {
        // A separate row, so that the mark doesn't change the head row's version.
        var row = new TableEntity(responseId, ResponseRows.Reader) { [Columns.ExpiresAt] = clock.GetUtcNow() + TombstoneTime };
        return storage.UpsertAsync(TableNames.Responses, row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Gets a value indicating whether another instance has followed the response within the last seconds.</summary>
    public async Task<bool> IsFollowedAsync(string responseId, CancellationToken cancellationToken)
    {
        if (!ResponseIds.IsValid(responseId)) return false;
        var found = await storage.FindAsync(TableNames.Responses, responseId, ResponseRows.Reader, cancellationToken, lane: OperationLane.Urgent);
        return found.HasValue && ServiceClock.AgeOf(found.Value!.Timestamp, found.GetRawResponse()) < FollowTime;
    }

    /// <summary>Tells whether a response is stored. One that was erased isn't.</summary>
    public async Task<bool> ExistsAsync(string responseId, CancellationToken cancellationToken) =>
        await _heads.FindAsync(responseId, cancellationToken) is { IsDeleted: false };

    /// <summary>
    /// Erases a response and leaves a tombstone for a day, which also tells what is left to erase elsewhere, until
    /// <see cref="FinishDeleteAsync"/>. An instance that still generates the response learns of it with its next write.
    /// </summary>
    /// <returns>Whether there is a tombstone now; false where there was no response.</returns>
    public async Task<bool> DeleteAsync(ResponseSummary summary, CancellationToken cancellationToken)
    {
        if (await _heads.FindAsync(summary.ResponseId, cancellationToken) is not { } head) return false;

        // The tombstone comes first: from then on no instance can add a row.
        if (!head.IsDeleted) await PutTombstoneAsync(summary, isFinished: false, cancellationToken);

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {summary.ResponseId} and RowKey ne {ResponseRows.Head}");
        await _eraser.EraseAsync(TableNames.Responses, filter, cancellationToken);
        return true;
    }

    /// <summary>Marks the erasure of a response as finished: only its id and its tenant are left, for a day.</summary>
    public Task FinishDeleteAsync(ResponseSummary summary, CancellationToken cancellationToken) =>
        PutTombstoneAsync(summary, isFinished: true, cancellationToken);

    /// <summary>Finds the tombstone of a response of the tenant that was erased within a day; null when there is none.</summary>
    public async Task<ResponseHead?> FindErasedAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        if (!ResponseIds.IsValid(responseId)) return null;

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {responseId} and RowKey eq {ResponseRows.Head}") + OfTenant(tenant);
        ResponseHead? found = null;
        await foreach (var page in storage.QueryAsync(TableNames.Responses, filter, cancellationToken: cancellationToken))
            found ??= page.Values.Select(row => new ResponseHead(row)).FirstOrDefault(head => head.IsDeleted && head.ExpiresAt > clock.GetUtcNow());

        return found;
    }

    private static string OfTenant(string tenant) => TableClient.CreateQueryFilter($" and Tenant eq {tenant}");

    private async Task<StoredResponse?> ReadAsync(string responseId, string condition, int afterRow, CancellationToken cancellationToken)
    {
        if (!ResponseIds.IsValid(responseId)) return null;

        // The query may miss rows that are written meanwhile; then the head counts more rows than were read.
        var reading = new ResponseReading(afterRow);
        for (var inVain = 0; inVain < ReadsInVain;)
        {
            var before = reading.LastRow;
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {responseId} and RowKey gt {ResponseRows.KeyOf(before)}") + condition;
            await foreach (var page in storage.QueryAsync(TableNames.Responses, filter, cancellationToken: cancellationToken)) reading.Add(page);

            if (!reading.HasMissedRows) break;
            if (reading.LastRow == before) inVain++;
        }

        return reading.Head is { IsDeleted: false } head && !HasExpired(head) ? reading.ToResponse(head) : null;
    }

    private bool HasExpired(ResponseHead head) => !head.IsRunning && head.ExpiresAt <= clock.GetUtcNow();

    private Task PutTombstoneAsync(ResponseSummary erased, bool isFinished, CancellationToken cancellationToken)
    {
        var tombstone = new TableEntity(erased.ResponseId, ResponseRows.Head);
        if (!isFinished) ResponseHead.WriteSummary(tombstone, erased);
        tombstone[Columns.Tenant] = erased.Tenant;
        tombstone[Columns.State] = ResponseHead.DeletedState;
        tombstone[Columns.ExpiresAt] = clock.GetUtcNow() + TombstoneTime;
        return storage.UpsertAsync(TableNames.Responses, tombstone, TableUpdateMode.Replace, cancellationToken);
    }
}
