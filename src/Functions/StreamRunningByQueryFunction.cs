using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Attaches to the response that is running for the issue that the query names.</summary>
public sealed class StreamRunningByQueryFunction(IStreamRunningEndpoint endpoint)
{
    [Function("stream-running-by-query")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ai/{action}/stream")] HttpRequest request,
        string action,
        CancellationToken cancellationToken) =>
        endpoint.GetAsync(request, action, IssueIdPlace.Query, cancellationToken);
}
