using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Gives a stored response, or resumes its stream.</summary>
public sealed class GetResponseFunction(IResponseEndpoint endpoint)
{
    [Function("get-response")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ai/responses/{responseId}")] HttpRequest request,
        string responseId,
        CancellationToken cancellationToken) =>
        endpoint.GetAsync(request, responseId, cancellationToken);
}
