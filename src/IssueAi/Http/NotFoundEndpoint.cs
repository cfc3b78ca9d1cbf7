using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Answers what no other endpoint does, so that a caller with a wrong address gets a problem and not an empty page.</summary>
public static class NotFoundEndpoint
{
    /// <summary>Gives the problem to answer with.</summary>
    /// <param name="request">The caller's request.</param>
    public static IResult Handle(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Problems.NotFound($"No endpoint answers {request.Method} at this path.");
    }
}
