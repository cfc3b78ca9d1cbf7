using IssueAi.Identity;
using IssueAi.RateLimiting;
using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <inheritdoc cref="IResponseEndpoint"/>
internal sealed class ResponseEndpoint(
    JsonBody body,
    ResponseBroker broker,
    ResponseReader responses,
    ResponseCanceller canceller,
    ResponseEraser eraser,
    ResponseRatings ratings,
    EventStreamResponder responder,
    ProblemBoundary boundary,
    IOptions<HistoryOptions> history) : IResponseEndpoint
{
    public Task<IResult> GetAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) => RunAsync(
        request,
        responseId,
        RequestKind.Read,
        caller => !history.Value.Enabled ? Task.FromResult(Problems.ResponseUnknown())
            : StreamQuery.IsStream(request) ? StreamAsync(request, caller.Tenant, responseId, cancellationToken)
            : ReadAsync(caller.Tenant, responseId, cancellationToken));

    public Task<IResult> CancelAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, RequestKind.Read, async caller => Json(await canceller.CancelAsync(caller.Tenant, responseId, cancellationToken)));

    public Task<IResult> RateAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, RequestKind.Write, async caller =>
        {
            var read = await body.ReadAsync(request, FeedbackReader.Read, cancellationToken);
            if (!read.Succeeded(out var feedback, out var problem)) return problem;
            return await ratings.RateAsync(caller, responseId, feedback, cancellationToken) switch
            {
                RatingOutcome.Stored => Results.NoContent(),
                RatingOutcome.Running => Problems.Conflict("The response is still running. Send feedback after its end."),
                _ => Problems.ResponseUnknown(),
            };
        });

    public Task<IResult> DeleteAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, RequestKind.Write, async caller =>
            await eraser.EraseAsync(caller.Tenant, responseId, cancellationToken) ? Results.NoContent() : Problems.ResponseUnknown());

    private Task<IResult> RunAsync(HttpRequest request, string responseId, RequestKind kind, Func<Caller, Task<IResult>> handle)
    {
        ArgumentNullException.ThrowIfNull(request);
        return boundary.RunAsync(
            request.HttpContext,
            kind,
            caller => ResponseIds.IsValid(responseId) ? handle(caller) : Task.FromResult(Problems.ResponseUnknown()));
    }

    private async Task<IResult> ReadAsync(string tenant, string responseId, CancellationToken cancellationToken) =>
        Json(await responses.FindAsync(tenant, responseId, cancellationToken));

    private static IResult Json(FoundResponse? found) => found is not null
        ? new JsonResult<ResponseJson>(ResponseJson.Create(found), ResponseJsonContext.Default.ResponseJson)
        : Problems.ResponseUnknown();

    private async Task<IResult> StreamAsync(HttpRequest request, string tenant, string responseId, CancellationToken cancellationToken)
    {
        if (!StreamQuery.TryReadAfter(request, out var after, out var problem)) return problem;
        if (await broker.ReopenAsync(tenant, responseId, after, cancellationToken) is not { } opened) return Problems.ResponseUnknown();

        if (!opened.IsAtEnd) return new EventStreamResult(responder, new RequestedStream(opened, after, isResumable: true), cancellationToken);

        // Nothing follows. A browser's EventSource would otherwise reconnect forever.
        opened.Dispose();
        return Results.NoContent();
    }
}
