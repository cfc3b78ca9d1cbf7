using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Erases a response.</summary>
public sealed class DeleteResponseFunction(IResponseEndpoint endpoint)
{
    [Function("delete-response")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "ai/responses/{responseId}")] HttpRequest request,
        string responseId,
        CancellationToken cancellationToken) =>
        endpoint.DeleteAsync(request, responseId, cancellationToken);
}
