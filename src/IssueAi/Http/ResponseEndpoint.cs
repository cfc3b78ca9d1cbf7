using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <inheritdoc cref="IResponseEndpoint"/>
internal sealed class ResponseEndpoint(
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
        tenant => !history.Value.Enabled ? Task.FromResult(Problems.ResponseUnknown())
            : StreamQuery.IsStream(request) ? StreamAsync(request, tenant, responseId, cancellationToken)
            : ReadAsync(tenant, responseId, cancellationToken));

    public Task<IResult> CancelAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, async tenant => Json(await canceller.CancelAsync(tenant, responseId, cancellationToken)));

    public Task<IResult> RateAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, async tenant =>
        {
            var read = await FeedbackReader.ReadAsync(request, cancellationToken);
            if (!read.Succeeded(out var feedback, out var problem)) return problem;
            return await ratings.RateAsync(tenant, responseId, feedback, cancellationToken) switch
            {
                RatingOutcome.Stored => Results.NoContent(),
                RatingOutcome.Running => Problems.Conflict("The response is still running. Send feedback after its end."),
                _ => Problems.ResponseUnknown(),
            };
        });

    public Task<IResult> DeleteAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, async tenant =>
            await eraser.EraseAsync(tenant, responseId, cancellationToken) ? Results.NoContent() : Problems.ResponseUnknown());

    private Task<IResult> RunAsync(HttpRequest request, string responseId, Func<string, Task<IResult>> handle)
    {
        ArgumentNullException.ThrowIfNull(request);
        return boundary.RunAsync(
            request.HttpContext,
            caller => ResponseIds.IsValid(responseId) ? handle(caller.Tenant) : Task.FromResult(Problems.ResponseUnknown()));
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
