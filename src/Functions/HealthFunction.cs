using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Tells whether the service can do its work.</summary>
public sealed class HealthFunction(IHealthEndpoint endpoint)
{
    [Function("health")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        endpoint.GetAsync(request);
}
