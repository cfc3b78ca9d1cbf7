using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary><c>GET /api/health</c>: whether storage and model can be reached.</summary>
public interface IHealthEndpoint
{
    /// <summary>Gives 200 where both can be reached, else 503, with the result of each check.</summary>
    /// <param name="request">The client's request.</param>
    Task<IResult> GetAsync(HttpRequest request);
}
