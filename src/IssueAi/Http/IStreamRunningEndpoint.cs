using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>GET /api/ai/{action}/{issueId}/stream</c>: attaches to the response that is running for an issue.</summary>
public interface IStreamRunningEndpoint
{
    /// <summary>Gives the stream of the newest response to an action that is still running, from its first event on; 204 where none is.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="action">The action's name, from the route.</param>
    /// <param name="place">Where the request names the issue.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> GetAsync(HttpRequest request, string action, IssueIdPlace place, CancellationToken cancellationToken);
}
