using IssueAi.Caching;
using IssueAi.Generation;
using IssueAi.Responses.History;

namespace IssueAi.Responses;

/// <summary>Places a request in the cache.</summary>
internal sealed class CachePlanner(ModelIdentity model, OutputLimits limits)
{
    /// <summary>
    /// Plans which keys lead to the response. A new version is elected under the response that it improves on, so that two
    /// clicks make one; once complete, it serves the request that it was made for, with and without its instructions.
    /// </summary>
    public CachePlan Plan(AnswerRequest request, FoundEarlierAnswer earlier)
    {
        var key = KeyOf(request, request.Instructions, parentId: null);
        if (!request.Regenerate) return new CachePlan(key, []);

        string[] served = request.Instructions is null ? [key] : [key, KeyOf(request, instructions: null, parentId: null)];
        var elected = KeyOf(request, request.Instructions, earlier.IsUnreadable ? "unknown" : earlier.Answer?.ResponseId ?? "none");
        if (!earlier.IsUnreadable) return new CachePlan(elected, served);

        // The client asked for a new version, so the elected key must lead to no other one. Identical requests on this instance still share it.
        return new CachePlan(KeyOf(request, request.Instructions, $"unknown {Guid.NewGuid():N}"), served) { SharedKey = elected };
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
}
