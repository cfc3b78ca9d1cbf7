using IssueAi.Responses;
using IssueAi.Responses.History;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary><c>/api/ai/responses/{responseId}</c>: reads, resumes, cancels, rates and erases an answer.</summary>
public sealed class ResponseEndpoint
{
    private readonly ResponseBroker _broker;
    private readonly ResponseReader _responses;
    private readonly ResponseCanceller _canceller;
    private readonly ResponseEraser _eraser;
    private readonly ResponseRatings _ratings;
    private readonly EventStreamResponder _responder;
    private readonly ProblemBoundary _boundary;
    private readonly IOptions<HistoryOptions> _history;

    internal ResponseEndpoint(
        ResponseBroker broker,
        ResponseReader responses,
        ResponseCanceller canceller,
        ResponseEraser eraser,
        ResponseRatings ratings,
        EventStreamResponder responder,
        ProblemBoundary boundary,
        IOptions<HistoryOptions> history)
    {
        _broker = broker;
        _responses = responses;
        _canceller = canceller;
        _eraser = eraser;
        _ratings = ratings;
        _responder = responder;
        _boundary = boundary;
        _history = history;
    }

    /// <summary>Gives a stored answer as JSON, or with <c>?stream=true</c> its stream after an event.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="responseId">The answer's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> GetAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) => RunAsync(
        request,
        responseId,
        tenant => !_history.Value.Enabled ? Task.FromResult(Problems.ResponseUnknown())
            : StreamQuery.IsStream(request) ? StreamAsync(request, tenant, responseId, cancellationToken)
            : ReadAsync(tenant, responseId, cancellationToken));

    /// <summary>Stops a running answer, and gives it as JSON. One that has ended is left as it is.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="responseId">The answer's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> CancelAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, async tenant => Json(await _canceller.CancelAsync(tenant, responseId, cancellationToken)));

    /// <summary>Stores whether a user liked an answer, and what became of it.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="responseId">The answer's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> RateAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, async tenant =>
        {
            var read = await FeedbackReader.ReadAsync(request, cancellationToken);
            if (!read.Succeeded(out var feedback, out var problem)) return problem;
            return await _ratings.RateAsync(tenant, responseId, feedback, cancellationToken) switch
            {
                RatingOutcome.Stored => Results.NoContent(),
                RatingOutcome.Running => Problems.Conflict("The answer is still being written. Send feedback once it has ended."),
                _ => Problems.ResponseUnknown(),
            };
        });

    /// <summary>Erases an answer, from history and cache too.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="responseId">The answer's id, from the route.</param>
    /// <param name="cancellationToken">Fires when the host ends the invocation.</param>
    public Task<IResult> DeleteAsync(HttpRequest request, string responseId, CancellationToken cancellationToken) =>
        RunAsync(request, responseId, async tenant =>
            await _eraser.EraseAsync(tenant, responseId, cancellationToken) ? Results.NoContent() : Problems.ResponseUnknown());

    private Task<IResult> RunAsync(HttpRequest request, string responseId, Func<string, Task<IResult>> handle)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(
            request.HttpContext,
            caller => ResponseIds.IsValid(responseId) ? handle(caller.Tenant) : Task.FromResult(Problems.ResponseUnknown()));
    }

    private async Task<IResult> ReadAsync(string tenant, string responseId, CancellationToken cancellationToken) =>
        Json(await _responses.FindAsync(tenant, responseId, cancellationToken));

    private static IResult Json(FoundResponse? found) => found is not null
        ? new JsonResult<ResponseJson>(ResponseJson.Create(found), ResponseJsonContext.Default.ResponseJson)
        : Problems.ResponseUnknown();

    private async Task<IResult> StreamAsync(HttpRequest request, string tenant, string responseId, CancellationToken cancellationToken)
    {
        if (!StreamQuery.TryReadAfter(request, out var after, out var problem)) return problem;
        if (await _broker.ReopenAsync(tenant, responseId, after, cancellationToken) is not { } opened) return Problems.ResponseUnknown();

        if (!opened.IsAtEnd) return new EventStreamResult(_responder, new RequestedStream(opened, after, isResumable: true), cancellationToken);

        // Nothing follows. A browser's EventSource would otherwise reconnect forever.
        opened.Dispose();
        return Results.NoContent();
    }
}
