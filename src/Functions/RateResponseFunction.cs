using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Remembers whether a user liked a response.</summary>
public sealed class RateResponseFunction(IResponseEndpoint endpoint)
{
    [Function("rate-response")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ai/responses/{responseId}/feedback")] HttpRequest request,
        string responseId,
        CancellationToken cancellationToken) =>
        endpoint.RateAsync(request, responseId, cancellationToken);
}
