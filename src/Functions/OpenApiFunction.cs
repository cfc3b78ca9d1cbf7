using IssueAi.OpenApi;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Describes the service to tools.</summary>
public sealed class OpenApiFunction(IOpenApiEndpoint endpoint)
{
    [Function("openapi")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = IOpenApiEndpoint.Route)] HttpRequest request) =>
        endpoint.GetAsync(request, FunctionRoutes.All);
}
