using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>Answers every address below the route prefix that no other function has.</summary>
public sealed class NotFoundFunction
{
    [Function("not-found")]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = "{*path}")] HttpRequest request) =>
        NotFoundEndpoint.Handle(request);
}
