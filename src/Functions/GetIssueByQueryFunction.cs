using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Returns the stored issue that the query names.</summary>
public sealed class GetIssueByQueryFunction(IIssueEndpoint endpoint)
{
    [Function("get-issue-by-query")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "issues")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.GetAsync(request, IssueIdPlace.Query, cancellationToken);
}
