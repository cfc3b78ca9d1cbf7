using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Lists an issue's responses, newest first.</summary>
public sealed class ListResponsesFunction(IIssueEndpoint endpoint)
{
    [Function("list-responses")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "issues/{issueId}/responses")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.ListAsync(request, IssueIdPlace.Path, cancellationToken);
}
