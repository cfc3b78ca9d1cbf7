using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Erases the issue that the query names, and all its responses.</summary>
public sealed class DeleteIssueByQueryFunction(IIssueEndpoint endpoint)
{
    [Function("delete-issue-by-query")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "issues")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.DeleteAsync(request, IssueIdPlace.Query, cancellationToken);
}
