using IssueAi.Http;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>
/// Answers every address below the route prefix that no other function has. The host takes the first function whose route matches,
/// in the order of their names, so this name has to sort after all others.
/// </summary>
public sealed class UnmatchedFunction
{
    [Function("unmatched")]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = "{*path}")] HttpRequest request) =>
        NotFoundEndpoint.Handle(request);
}
