using IssueAi.Caching;
using IssueAi.RateLimiting;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses;

/// <summary>Gives each request its response: one from the cache, one that is running, here or elsewhere, or a new one.</summary>
internal sealed class ResponseBroker(
    LiveResponses live,
    LiveResponseFactory factory,
    ResponseElection election,
    ResponseCreator creator,
    CachePlanner planner,
    ResponseStore responses,
    IOptions<CacheOptions> cache,
    IOptions<HistoryOptions> history,
    IssueAiMetrics metrics,
    TimeProvider clock)
{
    private static readonly TimeSpan MaxEndTime = TimeSpan.FromSeconds(2);

    /// <summary>Opens the response to a request and attaches the client to it; null when the limits don't allow it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="counting">The pending decision of the limits. The lease is disposed here unless a model is asked for this request.</param>
    public async Task<OpenedResponse?> OpenAsync(AnswerRequest request, Task<RateLimitLease> counting)
    {
        OpenedResponse? opened = null;
        try
        {
            opened = await FindOrCreateAsync(request, counting);
            if (opened is not null) Count(opened);
            return opened;
        }
        finally
        {
            // A response that is generated disposes the lease at the end of the model's call.
            if (opened is not { IsGenerated: true }) (await counting).Dispose();
        }
    }

    /// <summary>Opens a response by its id, after an event, and attaches the client to it; null when the tenant has none of this id.</summary>
    /// <exception cref="StorageUnavailableException">It doesn't run here, and the table can't be read.</exception>
    public async Task<OpenedResponse?> ReopenAsync(string tenant, string responseId, int after, CancellationToken cancellationToken)
    {
        if (live.TryGet(responseId, out var here) && here.Tenant == tenant)
        {
            if (new LocatedResponse(here, IsCached: false, IsOwner: false).TryOpen() is { } running)
            {
                metrics.CountResume(here.Action);
                return running;
            }

            // It was stopped; the table has all of it once it has ended, in some milliseconds.
            await Task.WhenAny(here.Completion, Task.Delay(MaxEndTime, clock, cancellationToken));
        }

        var stored = await responses.FindAsync(tenant, responseId, cancellationToken: cancellationToken);
        if (stored is null) return null;

        var (located, isAtEnd) = stored.Summary.State == ResponseState.Running
            ? (new LocatedResponse(factory.Follow(responseId, tenant, stored.Summary.Action, stored), IsCached: false, IsOwner: true), false)
            : (new LocatedResponse(LiveResponseFactory.Replay(stored), IsCached: false, IsOwner: false), after > EventBlock.Count(stored.Events.Span));
        if (located.TryOpen() is not { } opened)
        {
            // The instance drains, and has stopped this copy because no client read it yet. Started, the copy ends at once.
            located.Live.Start();
            throw new OperationCanceledException("The instance ends.");
        }

        if (!isAtEnd) metrics.CountResume(located.Live.Action);
        return opened with { IsAtEnd = isAtEnd };
    }

    private async Task<OpenedResponse?> FindOrCreateAsync(AnswerRequest request, Task<RateLimitLease> counting)
    {
        var found = request.Earlier is null ? default : await request.Earlier;
        if (!cache.Value.Enabled || !history.Value.Enabled)
        {
            var unshared = await creator.CreateAsync(request, found.Answer, ResponseIds.Create(), CachePlan.None, await counting);
            return unshared?.TryOpen();
        }

        var plan = planner.Plan(request, found);
        return await live.OpenOnceAsync(
            plan.SharedKey!, () => election.ElectAsync(request, found.Answer, plan, counting), async () => (await counting).IsAdmitted);
    }

    private void Count(OpenedResponse opened)
    {
        if (opened.IsCached) metrics.CountCacheHit(opened.Live.Action);
        else if (!opened.IsGenerated) metrics.CountCoalesced(opened.Live.Action);
    }
}
