using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Remembers an issue.</summary>
public sealed class PutIssueFunction(IIssueEndpoint endpoint)
{
    [Function("put-issue")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "issues/{issueId}")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.PutAsync(request, IssueIdPlace.Path, cancellationToken);
}
