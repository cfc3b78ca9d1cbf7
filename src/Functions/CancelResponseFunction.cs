using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Stops a running response.</summary>
public sealed class CancelResponseFunction(IResponseEndpoint endpoint)
{
    [Function("cancel-response")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ai/responses/{responseId}/cancel")] HttpRequest request,
        string responseId,
        CancellationToken cancellationToken) =>
        endpoint.CancelAsync(request, responseId, cancellationToken);
}
