using IssueAi.Responses;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>A response as a stream of server-sent events.</summary>
internal sealed class EventStreamResult(
    EventStreamResponder responder,
    OpenedResponse opened,
    int after,
    long? arrival,
    bool isResumable,
    Task remembering,
    CancellationToken cancellationToken)
    : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await responder.RespondAsync(httpContext, opened, after, arrival, isResumable, cancellationToken);
        await remembering;
    }
}
