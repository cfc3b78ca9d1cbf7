using IssueAi.Responses;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>A response as a stream of server-sent events.</summary>
internal sealed class EventStreamResult(
    EventStreamResponder responder, OpenedResponse opened, int after, bool isResumable, Task remembering, CancellationToken cancellationToken) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // The caller's leaving and the host's ending the invocation mean the same to the stream.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, cancellationToken);
        await responder.RespondAsync(httpContext, opened, after, isResumable, either.Token);
        await remembering;
    }
}
