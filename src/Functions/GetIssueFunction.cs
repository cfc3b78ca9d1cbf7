using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Returns a stored issue.</summary>
public sealed class GetIssueFunction(IIssueEndpoint endpoint)
{
    [Function("get-issue")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "issues/{issueId}")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.GetAsync(request, IssueIdPlace.Path, cancellationToken);
}
