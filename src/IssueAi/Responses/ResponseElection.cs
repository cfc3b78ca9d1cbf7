using IssueAi.Caching;
using IssueAi.RateLimiting;
using IssueAi.Responses.History;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses;

/// <summary>
/// Finds the response that a cache key leads to, on this instance or another, or elects this instance to generate it: of all
/// that insert the key's row, one succeeds.
/// </summary>
internal sealed partial class ResponseElection(
    LiveResponses live,
    LiveResponseFactory factory,
    ResponseCreator creator,
    ResponseStore responses,
    ResponseArchive archive,
    CacheKeyStore cacheKeys,
    IOptions<CacheOptions> cache,
    TimeProvider clock,
    ILogger<ResponseElection> logger)
{
    // A lost race means that another instance went ahead, so a second is rare and a fifth doesn't happen.
    private const int MaxRaces = 5;

    // How long a client waits for a log that is to begin, or to go on, on another instance; there it takes some ten milliseconds.
    private static readonly TimeSpan MaxBeginTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(20);

    // A cached response's time counts from its end, which isn't known when the row is inserted.
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromHours(1);

    /// <summary>Finds or creates the response to a request; null when the limits don't allow it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="earlier">The response to improve on; null for a first one.</param>
    /// <param name="plan">Its place in the cache.</param>
    /// <param name="counting">The pending decision of the limits.</param>
    public async Task<LocatedResponse?> ElectAsync(AnswerRequest request, EarlierAnswer? earlier, CachePlan plan, Task<RateLimitLease> counting)
    {
        try
        {
            for (var race = 0; race < MaxRaces; race++)
            {
                var found = await LookUpAsync(plan.ElectedKey!);

                // The look-up changes nothing, so it runs in parallel with the counting. The next steps change something.
                var lease = await counting;
                if (!lease.IsAdmitted) return null;
                if (await UseAsync(request, found) is { } existing) return existing;
                if (!lease.MayGenerate) return null;

                var responseId = ResponseIds.Create();
                if (await TryWinAsync(plan.ElectedKey!, found.Row, responseId)) return await creator.CreateAsync(request, earlier, responseId, plan, lease);
            }
        }
        catch (StorageUnavailableException)
        {
            Log.Unshared(logger, request.Action.Name);
        }

        return await creator.CreateAsync(request, earlier, ResponseIds.Create(), CachePlan.None, await counting);
    }

    private async Task<bool> TryWinAsync(string key, CacheKeyRow? found, string responseId)
    {
        var expiresAt = clock.GetUtcNow() + cache.Value.TimeToLive + MaxRunTime;
        try
        {
            return found is { } row
                ? await cacheKeys.TryReplaceAsync(row, responseId, expiresAt, CancellationToken.None)
                : await cacheKeys.TryInsertAsync(key, responseId, expiresAt, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // The write may have been committed, so the response is generated under the id that the key then leads to.
            Log.Unconfirmed(logger, responseId);
            return true;
        }
    }

    private async Task<CachedResponse> LookUpAsync(string key)
    {
        var row = await cacheKeys.FindAsync(key, CancellationToken.None);
        if (row is null or { IsExpired: true }) return new(row, Here: null, Stored: null);
        if (await live.FindUnendedAsync(row.ResponseId) is { } here) return new(row, here, Stored: null);
        return new(row, Here: null, await ReadAsync(row));
    }

    // The log of a new row follows in a moment, and a busy machine renews a head late. If neither happens in time, the instance has died or
    // can't write, and the client gets a response of its own.
    private async Task<StoredResponse?> ReadAsync(CacheKeyRow row)
    {
        var begun = clock.GetTimestamp();
        for (var pause = MinPause; ; pause *= 2)
        {
            var stored = await responses.ReadAsync(row.ResponseId, cancellationToken: CancellationToken.None);
            if (stored is { IsSilent: false } or { IsAbandoned: true }) return stored;
            if ((stored is null ? row.Age : TimeSpan.Zero) + clock.GetElapsedTime(begun) + pause > MaxBeginTime) return stored;
            await Task.Delay(pause, clock);
        }
    }

    private async Task<LocatedResponse?> UseAsync(AnswerRequest request, CachedResponse found)
    {
        if (found.Row is not { IsExpired: false } row) return null;
        if (found.Here is { } here) return here.IsRunning ? new LocatedResponse(here, IsCached: false, IsOwner: false) : null;
        if (found.Stored is not { } stored) return null;

        if (stored.IsAbandoned)
        {
            await archive.EndAbandonedAsync(stored, ErrorCode.Interrupted, CancellationToken.None);
            return null;
        }

        // A response whose instance is silent may still end, but a new client doesn't wait for it.
        if (stored.IsSilent) return null;
        if (stored.Summary.State == ResponseState.Running) return Follow(row.ResponseId, request, stored);
        return stored.Summary.IsCacheable && stored.Summary.EndedAt + cache.Value.TimeToLive > clock.GetUtcNow().UtcDateTime
            ? new LocatedResponse(LiveResponseFactory.Replay(stored), IsCached: true, IsOwner: false)
            : null;
    }

    private LocatedResponse Follow(string responseId, AnswerRequest request, StoredResponse found) =>
        new(factory.Follow(responseId, request.Tenant, request.Action.Name, found), IsCached: false, IsOwner: true);

    /// <summary>The target of a cache key: its row, and the response that runs here or is stored.</summary>
    private readonly record struct CachedResponse(CacheKeyRow? Row, LiveResponse? Here, StoredResponse? Stored);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: response {ResponseId} may not be shared.")]
        public static partial void Unconfirmed(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: a response to {Action} is neither shared nor cached.")]
        public static partial void Unshared(ILogger logger, string action);
    }
}
