using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Remembers the issue that the query names.</summary>
public sealed class PutIssueByQueryFunction(IIssueEndpoint endpoint)
{
    [Function("put-issue-by-query")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "issues")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.PutAsync(request, IssueIdPlace.Query, cancellationToken);
}
