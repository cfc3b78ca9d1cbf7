using Microsoft.AspNetCore.Http;

namespace IssueAi.OpenApi;

/// <summary><c>GET /api/openapi.json</c>: describes the service as an OpenAPI 3.1 document.</summary>
public interface IOpenApiEndpoint
{
    /// <summary>The document's route below the host's prefix.</summary>
    const string Route = "openapi.json";

    /// <summary>Gives the document; 304 where the client has it already.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="routes">The routes that the host's functions declare.</param>
    Task<IResult> GetAsync(HttpRequest request, IReadOnlyList<ApiRoute> routes);
}
