using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Lists the responses to the issue that the query names, newest first.</summary>
public sealed class ListResponsesByQueryFunction(IIssueEndpoint endpoint)
{
    [Function("list-responses-by-query")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ai/responses")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.ListAsync(request, IssueIdPlace.Query, cancellationToken);
}
