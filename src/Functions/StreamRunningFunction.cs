using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Attaches to the response that is running for an issue.</summary>
public sealed class StreamRunningFunction(IStreamRunningEndpoint endpoint)
{
    [Function("stream-running")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ai/{action}/{issueId}/stream")] HttpRequest request,
        string action,
        CancellationToken cancellationToken) =>
        endpoint.GetAsync(request, action, IssueIdPlace.Path, cancellationToken);
}
