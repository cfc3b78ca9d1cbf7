using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>POST /api/ai/{action}</c>: streams a response for an issue.</summary>
public interface IGenerateEndpoint
{
    /// <summary>Checks the request and gives the stream, or the problem, to answer with.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="action">The action's name, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    Task<IResult> HandleAsync(HttpRequest request, string action, CancellationToken cancellationToken);
}
