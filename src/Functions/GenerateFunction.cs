using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Streams a response for an issue.</summary>
public sealed class GenerateFunction(IGenerateEndpoint endpoint)
{
    [Function("generate")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ai/{action}")] HttpRequest request,
        string action,
        CancellationToken cancellationToken) =>
        endpoint.HandleAsync(request, action, cancellationToken);
}
