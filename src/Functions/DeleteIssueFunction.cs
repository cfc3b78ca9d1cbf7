using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Erases an issue and all its responses.</summary>
public sealed class DeleteIssueFunction(IIssueEndpoint endpoint)
{
    [Function("delete-issue")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "issues/{issueId}")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.DeleteAsync(request, IssueIdPlace.Path, cancellationToken);
}
