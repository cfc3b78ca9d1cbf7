using IssueAi.Caching;
using IssueAi.Prompts;
using IssueAi.RateLimiting;
using IssueAi.Responses.History;
using IssueAi.Responses.Live;
using IssueAi.Responses.Sources;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses;

/// <summary>Creates the response that the model generates for a request.</summary>
internal sealed class ResponseCreator(LiveResponseFactory factory, TimeProvider clock)
{
    /// <summary>Creates a response; null when the client has no tokens left.</summary>
    /// <param name="request">The request.</param>
    /// <param name="earlier">The response to improve on; null for a first one.</param>
    /// <param name="responseId">The new response's id.</param>
    /// <param name="plan">Its place in the cache.</param>
    /// <param name="lease">The request's tokens, which the response owns from now on.</param>
    public async Task<LocatedResponse?> CreateAsync(
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
            CreatedAt = CreatedAt(earlier),
            CacheKeys = plan.AllKeys,
        };
        var text = earlier is null ? null : await earlier.Text;
        var prompt = IssuePrompt.Build(request.Action.Prompt, request.Issue, request.Instructions, request.Language, text);
        var live = factory.Generate(summary, new AnswerTask(request.Tenant, request.Action, prompt), plan, lease);
        return new LocatedResponse(live, IsCached: false, IsOwner: true);
    }

    // The history is sorted by time, and this instance's clock may be behind that of the earlier answer's.
    private DateTime CreatedAt(EarlierAnswer? earlier)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return earlier is not null && now <= earlier.CreatedAt ? earlier.CreatedAt.AddMilliseconds(1) : now;
    }
}
