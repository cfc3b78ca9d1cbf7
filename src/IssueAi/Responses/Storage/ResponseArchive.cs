using IssueAi.Caching;
using IssueAi.Confidence;
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
        Task.WhenAll(recording.BeginAsync(summary, CancellationToken.None), history.PutAsync(summary, CancellationToken.None));

    /// <summary>Ends the log and everything that points to it. After a failure it may be called again.</summary>
    public async Task<RecordingState> EndAsync(StoredLogWriter recording, ReadOnlyMemory<byte> rest, ResponseSummary final, CachePlan cache)
    {
        var state = await recording.EndAsync(rest, final, CancellationToken.None);
        if (state != RecordingState.Lost) await Task.WhenAll(history.PutAsync(final, CancellationToken.None), UpdateCacheAsync(final, cache));
        return state;
    }

    /// <summary>Ends a response whose instance is dead.</summary>
    /// <returns>Its summary; null when its instance turned out to live.</returns>
    public async Task<ResponseSummary?> EndAbandonedAsync(StoredResponse abandoned, ErrorCode reason, CancellationToken cancellationToken)
    {
        var error = ErrorFrames.Create(reason, abandoned.Summary.ResponseId);
        var state = reason == ErrorCode.Cancelled ? ResponseState.Cancelled : ResponseState.Interrupted;
        var ended = await responses.EndAsync(abandoned, state, error, cancellationToken);
        if (ended is not null) await Task.WhenAll(history.PutAsync(ended, cancellationToken), ForgetAsync(ended, ended.CacheKeys, cancellationToken));
        return ended;
    }

    /// <summary>Erases a response from log, history, cache and feedback.</summary>
    public Task DeleteAsync(ResponseSummary summary, CancellationToken cancellationToken) => Task.WhenAll(
        responses.DeleteAsync(summary.ResponseId, cancellationToken),
        history.DeleteAsync(summary, cancellationToken),
        summary.CalibrationKey is { } key ? feedback.DeleteAsync(key, summary.ResponseId, cancellationToken) : Task.CompletedTask,
        ForgetAsync(summary, summary.CacheKeys, cancellationToken));

    public Task<bool> IsFollowedAsync(string responseId) => responses.IsFollowedAsync(responseId, CancellationToken.None);

    private Task UpdateCacheAsync(ResponseSummary final, CachePlan cache)
    {
        if (!final.IsCacheable) return ForgetAsync(final, cache.AllKeys, CancellationToken.None);

        var expiresAt = clock.GetUtcNow() + cacheOptions.Value.TimeToLive;
        return Task.WhenAll(cache.ServedKeys.Select(key => cacheKeys.SetAsync(key, final.ResponseId, expiresAt, CancellationToken.None)));
    }

    private Task ForgetAsync(ResponseSummary summary, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.WhenAll(keys.Select(key => cacheKeys.DeleteAsync(key, summary.ResponseId, cancellationToken)));
}
