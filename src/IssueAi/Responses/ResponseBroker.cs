using IssueAi.Caching;
using IssueAi.Generation;
using IssueAi.Prompts;
using IssueAi.RateLimiting;
using IssueAi.Responses.History;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses;

/// <summary>
/// Gives each request its response: one from the cache, one that is being written for somebody else, here or elsewhere, or
/// a new one. Whoever inserts the cache key's row first is elected to write.
/// </summary>
internal sealed partial class ResponseBroker(
    LiveResponses live,
    LiveResponseFactory sources,
    ResponseStore responses,
    CacheKeyStore cacheKeys,
    ResponseArchive archive,
    ModelIdentity model,
    OutputLimits limits,
    IOptions<CacheOptions> cache,
    IOptions<HistoryOptions> history,
    IssueAiMetrics metrics,
    TimeProvider clock,
    ILogger<ResponseBroker> logger)
{
    // Each lost race means that somebody else went ahead, so a second is rare and a fifth doesn't happen.
    private const int MaxRaces = 5;

    // A cached answer's time counts from its end, which isn't known when the row is inserted.
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromHours(1);

    /// <summary>Opens the response to a request and attaches the caller to it; null when the limits don't allow it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="counting">What the limits say, which is on its way. Settled here unless a model is asked for this request.</param>
    public async Task<OpenedResponse?> OpenAsync(AnswerRequest request, Task<RateLimitLease> counting)
    {
        OpenedResponse? opened = null;
        try
        {
            opened = await FindOrProduceAsync(request, counting);
            if (opened is not null) Count(opened);
            return opened;
        }
        finally
        {
            if (opened is not { IsProduced: true }) await SettleAsync(counting);
        }
    }

    private async Task<OpenedResponse?> FindOrProduceAsync(AnswerRequest request, Task<RateLimitLease> counting)
    {
        var earlier = request.Earlier is null ? null : await request.Earlier;
        if (!cache.Value.Enabled || !history.Value.Enabled)
        {
            var unshared = await ProduceAsync(request, earlier, ResponseIds.Create(), CachePlan.None, await counting);
            unshared?.Live.TryAttach();
            return unshared;
        }

        var plan = Plan(request, earlier);
        return await live.OpenOnceAsync(plan.ElectedKey!, () => ElectAsync(request, earlier, plan, counting), async () => (await counting).IsAdmitted);
    }

    /// <summary>Opens a response by its id, after an event, and attaches the caller to it; null when the tenant has none of this id.</summary>
    /// <exception cref="StorageUnavailableException">It isn't here, and the table can't be read.</exception>
    public async Task<OpenedResponse?> ReopenAsync(string tenant, string responseId, int after, CancellationToken cancellationToken)
    {
        if (live.TryGet(responseId, out var here) && here.Tenant == tenant && here.TryAttach())
        {
            metrics.CountResume(here.Action);
            return new OpenedResponse(here, IsCached: false, IsOwner: false);
        }

        var stored = await responses.FindAsync(tenant, responseId, cancellationToken: cancellationToken);
        if (stored is null) return null;

        var opened = stored.Summary.State == ResponseState.Running
            ? Follow(responseId, tenant, stored.Summary.Action, stored)
            : new OpenedResponse(LiveResponseFactory.Replay(stored), IsCached: false, IsOwner: false)
            {
                IsAtEnd = after > EventBlock.Count(stored.Events.Span),
            };
        if (!opened.IsAtEnd) metrics.CountResume(opened.Live.Action);
        opened.Live.TryAttach();
        return opened;
    }

    private async Task<OpenedResponse?> ElectAsync(AnswerRequest request, EarlierAnswer? earlier, CachePlan plan, Task<RateLimitLease> counting)
    {
        try
        {
            for (var race = 0; race < MaxRaces; race++)
            {
                var found = await LookUpAsync(plan.ElectedKey!);

                // Looking up changes nothing, so it goes on beside the counting; from here on things happen.
                var lease = await counting;
                if (!lease.IsAdmitted) return null;
                if (await OpenFoundAsync(request, found) is { } existing) return existing;
                if (!lease.MayGenerate) return null;

                var responseId = ResponseIds.Create();
                var expiresAt = clock.GetUtcNow() + cache.Value.TimeToLive + MaxRunTime;
                var isElected = found.Row is { } row
                    ? await cacheKeys.TryReplaceAsync(row, responseId, expiresAt, CancellationToken.None)
                    : await cacheKeys.TryInsertAsync(plan.ElectedKey!, responseId, expiresAt, CancellationToken.None);
                if (isElected) return await ProduceAsync(request, earlier, responseId, plan, lease);
            }
        }
        catch (StorageUnavailableException)
        {
            Log.Unshared(logger, request.Action.Name);
        }

        return await ProduceAsync(request, earlier, ResponseIds.Create(), CachePlan.None, await counting);
    }

    private async Task<CachedResponse> LookUpAsync(string key)
    {
        var row = await cacheKeys.FindAsync(key, CancellationToken.None);
        if (row is null or { IsExpired: true }) return new(row, Here: null, Stored: null);
        if (await live.FindUnendedAsync(row.ResponseId) is { } here) return new(row, here, Stored: null);
        return new(row, Here: null, await responses.ReadAsync(row.ResponseId, cancellationToken: CancellationToken.None));
    }

    private async Task<OpenedResponse?> OpenFoundAsync(AnswerRequest request, CachedResponse found)
    {
        if (found.Row is not { IsExpired: false } row) return null;
        if (found.Here is { } here) return new OpenedResponse(here, IsCached: false, IsOwner: false);
        if (found.Stored is not { } stored)
        {
            // Elected a moment ago, and the log will be there in another; or long ago, and its producer is dead.
            return row.Age < ResponseStore.LeaseTime ? Follow(row.ResponseId, request.Tenant, request.Action.Name, found: null) : null;
        }

        if (stored.IsAbandoned)
        {
            await archive.EndAbandonedAsync(stored, ErrorCode.Interrupted, CancellationToken.None);
            return null;
        }

        if (stored.Summary.State == ResponseState.Running) return Follow(row.ResponseId, request.Tenant, request.Action.Name, stored);
        return stored.Summary.IsCacheable && stored.Summary.EndedAt + cache.Value.TimeToLive > clock.GetUtcNow().UtcDateTime
            ? new OpenedResponse(LiveResponseFactory.Replay(stored), IsCached: true, IsOwner: false)
            : null;
    }

    private OpenedResponse Follow(string responseId, string tenant, string action, StoredResponse? found) =>
        new(sources.Follow(responseId, tenant, action, found), IsCached: false, IsOwner: true);

    private async Task<OpenedResponse?> ProduceAsync(
        AnswerRequest request, EarlierAnswer? earlier, string responseId, CachePlan plan, RateLimitLease lease)
    {
        if (!lease.MayGenerate) return null;

        var summary = new ResponseSummary
        {
            ResponseId = responseId,
            Tenant = request.Tenant,
            IssueId = request.Issue.Id,
            Action = request.Action.Name,
            ParentId = earlier?.ResponseId,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            CacheKeys = plan.AllKeys,
        };
        var prompt = IssuePrompt.Build(request.Action.Prompt, request.Issue, request.Instructions, request.Language, earlier is null ? null : await earlier.Text);
        return new OpenedResponse(sources.Produce(summary, prompt, plan, lease), IsCached: false, IsOwner: true);
    }

    private void Count(OpenedResponse opened)
    {
        if (opened.IsCached) metrics.CountCacheHit(opened.Live.Action);
        else if (!opened.IsProduced) metrics.CountCoalesced(opened.Live.Action);
    }

    // A request that costs no tokens gives back at once what was reserved for it.
    private static async Task SettleAsync(Task<RateLimitLease> counting)
    {
        var lease = await counting;
        lease.Settle(0);
    }

    /// <summary>
    /// Places a request in the cache. A new version is elected under the answer that it improves on, so that two clicks
    /// make one; once complete, it serves the request it was made for, with and without the wish that steered it.
    /// </summary>
    private CachePlan Plan(AnswerRequest request, EarlierAnswer? earlier)
    {
        var key = KeyOf(request, request.Instructions, parentId: null);
        if (!request.Regenerate) return new CachePlan(key, []);

        string[] served = request.Instructions is null ? [key] : [key, KeyOf(request, instructions: null, parentId: null)];
        return new CachePlan(KeyOf(request, request.Instructions, earlier?.ResponseId ?? "none"), served);
    }

    private string KeyOf(AnswerRequest request, string? instructions, string? parentId) => new CacheKeyParts(
        request.Tenant,
        request.Action.Name,
        request.Issue.Id,
        request.Issue.Title,
        request.Issue.Description,
        request.Issue.Labels,
        instructions,
        request.Language,
        model.Provider.ToString(),
        model.Model,
        request.Action.Prompt.Version,
        limits.Signature,
        parentId).ToKey();

    /// <summary>What a cache key leads to: its row, and of that an answer that is held here, or else what is stored of it.</summary>
    private readonly record struct CachedResponse(CacheKeyRow? Row, LiveResponse? Here, StoredResponse? Stored);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage is unavailable: an answer to {Action} is neither shared nor cached.")]
        public static partial void Unshared(ILogger logger, string action);
    }
}
