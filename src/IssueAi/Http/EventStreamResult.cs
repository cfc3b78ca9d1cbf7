using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>A response as a stream of server-sent events.</summary>
internal sealed class EventStreamResult(EventStreamResponder responder, RequestedStream stream, CancellationToken cancellationToken) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => responder.RespondAsync(httpContext, stream, cancellationToken);
}
