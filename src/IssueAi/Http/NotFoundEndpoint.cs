using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Answers requests without another endpoint, so that a client with a wrong URL gets a problem and not an empty page.</summary>
public static class NotFoundEndpoint
{
    /// <summary>Gives the problem to answer with.</summary>
    /// <param name="request">The client's request.</param>
    public static IResult Handle(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Problems.NotFound($"No endpoint answers {request.Method} at this path.");
    }
}
