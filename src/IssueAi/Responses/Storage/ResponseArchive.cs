using IssueAi.Caching;
using IssueAi.Confidence;
using IssueAi.Identity;
using IssueAi.Streaming;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Storage;

/// <summary>Keeps a response's log, its history row and its cache keys consistent.</summary>
internal sealed class ResponseArchive(
    ResponseStore responses, HistoryStore history, CacheKeyStore cacheKeys, FeedbackStore feedback, IOptions<CacheOptions> cacheOptions, TimeProvider clock)
{
    /// <summary>Creates the writer of a response's log. Nothing is written yet.</summary>
    public StoredLogWriter CreateWriter(ResponseSummary summary) => responses.CreateWriter(summary);

    /// <summary>Creates the log and the history row of a running response. After a failure it may be called again.</summary>
    public Task BeginAsync(StoredLogWriter recording, ResponseSummary summary) =>
        Task.WhenAll(recording.BeginAsync(summary, CancellationToken.None), history.AddAsync(summary, CancellationToken.None));

    /// <summary>Ends the log and everything that points to it. After a failure it may be called again.</summary>
    public async Task<RecordingState> EndAsync(StoredLogWriter recording, ReadOnlyMemory<byte> rest, ResponseSummary final, CachePlan cache)
    {
        var state = await recording.EndAsync(rest, final, CancellationToken.None);
        if (state != RecordingState.Lost) await Task.WhenAll(UpdateHistoryAsync(final, CancellationToken.None), UpdateCacheAsync(final, cache));
        return state;
    }

    /// <summary>
    /// Settles a response whose recording failed: one without an end is ended, so that the next request is answered afresh at
    /// once, and its history row is brought up to its log.
    /// </summary>
    public async Task SettleAsync(ResponseSummary summary)
    {
        var stored = await responses.ReadAsync(summary.ResponseId, afterRow: int.MaxValue);
        if (stored is null) await Task.WhenAll(history.DeleteAsync(summary, CancellationToken.None), ForgetAsync(summary, summary.CacheKeys, CancellationToken.None));
        else if (stored.Summary.State == ResponseState.Running) await EndAbandonedAsync(stored, ErrorCode.Interrupted, CancellationToken.None);
        else await UpdateHistoryAsync(stored.Summary, CancellationToken.None);
    }

    /// <summary>Gives the truth about a response whose history row says that it is running, and corrects the row.</summary>
    /// <returns>The response as it is now; null when it isn't stored: it was erased, or its log has yet to begin.</returns>
    public async Task<ResponseSummary?> ResolveAsync(ResponseSummary row, CancellationToken cancellationToken)
    {
        if (await responses.FindAsync(row.Tenant, row.ResponseId, afterRow: int.MaxValue, cancellationToken) is not { } stored) return null;
        if (stored.IsAbandoned) return await EndAbandonedAsync(stored, ErrorCode.Interrupted, cancellationToken) ?? stored.Summary;
        if (stored.Summary.State != ResponseState.Running) await UpdateHistoryAsync(stored.Summary, cancellationToken);
        return stored.Summary;
    }

    /// <summary>Brings the history row of a response that has ended up to its log, which is the truth.</summary>
    public async Task UpdateHistoryAsync(ResponseSummary ended, CancellationToken cancellationToken)
    {
        // A row that is missing was erased with the response, or else its first write was lost.
        if (await history.TryUpdateAsync(ended, cancellationToken) || !await responses.ExistsAsync(ended.ResponseId, cancellationToken)) return;

        // Between the look and the write the response may have been erased.
        await history.PutAsync(ended, cancellationToken);
        if (!await responses.ExistsAsync(ended.ResponseId, cancellationToken)) await history.DeleteAsync(ended, cancellationToken);
    }

    /// <summary>Ends a response whose instance is dead.</summary>
    /// <returns>Its summary; null when its instance turned out to live.</returns>
    public async Task<ResponseSummary?> EndAbandonedAsync(StoredResponse abandoned, ErrorCode reason, CancellationToken cancellationToken)
    {
        var error = ErrorFrames.Create(reason, abandoned.Summary.ResponseId);
        var state = reason == ErrorCode.Cancelled ? ResponseState.Cancelled : ResponseState.Interrupted;
        var ended = await responses.EndAsync(abandoned, state, error, cancellationToken);
        if (ended is not null) await Task.WhenAll(UpdateHistoryAsync(ended, cancellationToken), ForgetAsync(ended, ended.CacheKeys, cancellationToken));
        return ended;
    }

    /// <summary>Records what a user said of a response and did with it, in its log, its history row, and for the calibration.</summary>
    /// <returns>The response with it; null when the response is unknown.</returns>
    public async Task<RatedResponse?> RateAsync(Caller rater, string responseId, AnswerFeedback said, CancellationToken cancellationToken)
    {
        if (await responses.RateAsync(responseId, said, cancellationToken) is not { } rated) return null;
        var remembering = RememberAsync(rated, rater, said, cancellationToken);
        await Task.WhenAll(RateHistoryAsync(rated, said, cancellationToken), remembering);

        // The response may have been erased meanwhile, and what was written for the calibration after that.
        if (rated.CalibrationKey is not { } key || await responses.ExistsAsync(responseId, cancellationToken)) return new(rated, await remembering);
        await feedback.DeleteAsync(key, responseId, cancellationToken);
        return null;
    }

    /// <summary>
    /// Erases a response from log, cache, feedback and history. After a failure it may be called again, and erases what is left.
    /// </summary>
    public async Task DeleteAsync(ResponseSummary summary, CancellationToken cancellationToken)
    {
        // The tombstone first, since then no row is written any more.
        var hasTombstone = await responses.DeleteAsync(summary, cancellationToken);
        await Task.WhenAll(
            summary.CalibrationKey is { } key ? feedback.DeleteAsync(key, summary.ResponseId, cancellationToken) : Task.CompletedTask,
            ForgetAsync(summary, summary.CacheKeys, cancellationToken));

        // Erasing an issue finds its responses by their history rows, so these are deleted last.
        await history.DeleteAsync(summary, cancellationToken);
        if (hasTombstone) await responses.FinishDeleteAsync(summary, cancellationToken);
    }

    public Task<bool> IsFollowedAsync(string responseId) => responses.IsFollowedAsync(responseId, CancellationToken.None);

    private Task UpdateCacheAsync(ResponseSummary final, CachePlan cache)
    {
        if (!final.IsCacheable) return ForgetAsync(final, cache.AllKeys, CancellationToken.None);

        var expiresAt = clock.GetUtcNow() + cacheOptions.Value.TimeToLive;
        return Task.WhenAll(cache.ServedKeys.Select(key => cacheKeys.SetAsync(key, final.ResponseId, expiresAt, CancellationToken.None)));
    }

    private async Task RateHistoryAsync(ResponseSummary rated, AnswerFeedback said, CancellationToken cancellationToken)
    {
        if (!await history.TryRateAsync(rated, said, cancellationToken)) await UpdateHistoryAsync(rated, cancellationToken);
    }

    // Without a score there is nothing to calibrate.
    private Task<bool> RememberAsync(ResponseSummary rated, Caller rater, AnswerFeedback said, CancellationToken cancellationToken) =>
        rated is { CalibrationKey: { } key, Confidence.Raw: var score }
            ? feedback.PutAsync(key, rated.ResponseId, RaterMark.Of(key, rater), score, said, rated.CreatedAt, cancellationToken)
            : Task.FromResult(false);

    private Task ForgetAsync(ResponseSummary summary, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.WhenAll(keys.Select(key => cacheKeys.DeleteAsync(key, summary.ResponseId, cancellationToken)));
}
