using System.Buffers;
using IssueAi.Responses.Live;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary>Sends a stream's headers at once, starts the response, and writes its events as they arrive.</summary>
internal sealed partial class EventStreamResponder(
    EventStreamWriter writer,
    ShutdownSignal shutdown,
    InvocationPolicy invocations,
    ForwardingPolicy forwarding,
    IOptions<StreamingOptions> options,
    IOptions<HistoryOptions> history,
    IssueAiMetrics metrics,
    TimeProvider clock,
    ILogger<EventStreamResponder> logger)
{
    // How long the last frames of a stream whose time is up may take to leave.
    private static readonly TimeSpan MaxFlushTime = TimeSpan.FromSeconds(5);

    /// <param name="context">The HTTP context of the client's request.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">
    /// Fires when the host wants the invocation to end, since its client disconnected or since it drains the instance. The
    /// request tells the two apart: only a disconnect aborts it.
    /// </param>
    public async Task RespondAsync(HttpContext context, RequestedStream stream, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(shutdown.Token, cancellationToken);
        var response = stream.Opened.Live;
        Tracing.Describe(response.Action, response.ResponseId, stream.Opened.IsCached);
        var sending = Prepare(context, stream);
        try
        {
            await SendAsync(sending, stream, ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            sending.HasLeft = true;
            Log.ClientLeft(logger, response.ResponseId);
        }
        catch (Exception exception)
        {
            // Without a last frame the client would take this for a lost connection.
            Log.Faulted(logger, exception, response.ResponseId);
            sending.Format.Encoding.WriteTerminal(sending.Body, ErrorFrames.Create(ErrorCode.Internal, response.ResponseId), number: null);
            await sending.Body.FlushAsync(context.RequestAborted);
        }
        finally
        {
            await LeaveAsync(sending, stream.Opened);
        }

        await Task.WhenAll(sending.Recording, sending.Beside);
    }

    private SendingStream Prepare(HttpContext context, RequestedStream stream)
    {
        var opened = stream.Opened;
        var isUiMessageStream = StreamQuery.IsUiMessageStream(context.Request);
        return new SendingStream
        {
            Context = context,
            Body = ContentCoding.OpenBody(context, comesInPieces: !opened.IsCached),
            IsUiMessageStream = isUiMessageStream,
            Format = new StreamFormat(
                isUiMessageStream ? new UiMessageEncoding() : new PlainEncoding(stream.IsResumable),
                CanResume: stream.IsResumable && history.Value.Enabled,
                opened.IsCached),
            Metrics = metrics.Watch(opened.Live.Action, opened.IsCached, stream.Arrival),

            // Where an instance is kept only while an invocation is open, the one that fills the log stays until all is recorded.
            Recording = opened.IsOwner && invocations.MustStayOpen ? opened.Live.Completion : Task.CompletedTask,
        };
    }

    private async Task SendAsync(SendingStream sending, RequestedStream stream, CancellationToken ending)
    {
        var (context, body, response) = (sending.Context, sending.Body, stream.Opened.Live);
        WriteHeaders(context, response.ResponseId);
        if (sending.IsUiMessageStream) context.Response.Headers["x-vercel-ai-ui-message-stream"] = "v1";
        if (forwarding.ThroughHost) body.Write(EventBlock.Opening);
        sending.Format.Encoding.WriteStart(body, response.ResponseId);

        // A client that doesn't read keeps each flush waiting, and the stream's end is never written: the connection is reset instead.
        await using var deadline = clock.CreateTimer(Abort, context, options.Value.MaxDuration + MaxFlushTime, Timeout.InfiniteTimeSpan);

        // The compressor's buffer must be sent too if the headers wait for it.
        var headers = (forwarding.ThroughHost ? body : context.Response.BodyWriter).FlushAsync(context.RequestAborted);

        // The model's call is prepared while the headers are sent, and background work starts after it.
        response.Start();
        sending.Beside = RunBesideAsync(stream, response.ResponseId);
        await headers;

        using var reader = response.Log.OpenReader(stream.After);
        sending.IsServed = await writer.WriteAsync(reader, body, sending.Format, sending.Metrics, new(response.Recorded, ending), context.RequestAborted);

        // Where nothing is left to do, the server sends the last frame together with the body's end.
        if (!sending.IsServed || !sending.Recording.IsCompleted || !sending.Beside.IsCompleted) await body.FlushAsync(context.RequestAborted);
    }

    // Whatever becomes of it, the client gets its stream to the end.
    private async Task RunBesideAsync(RequestedStream stream, string responseId)
    {
        try
        {
            await stream.BeginBeside();
        }
        catch (Exception exception)
        {
            Log.BesideFailed(logger, exception, responseId);
        }
    }

    private async Task LeaveAsync(SendingStream sending, OpenedResponse opened)
    {
        if (!sending.IsServed && sending.Format.CanResume)
        {
            opened.Attachment.ContinuesElsewhere = shutdown.HasBegun;
            opened.Attachment.Grace = shutdown.HasBegun ? TimeSpan.Zero : options.Value.DisconnectGrace;
        }

        opened.Dispose();
        sending.Metrics?.End(sending.HasLeft);
        await ContentCoding.CloseBodyAsync(sending.Context, sending.Body);
    }

    private static void Abort(object? context) => ((HttpContext)context!).Abort();

    private static void WriteHeaders(HttpContext context, string responseId)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status200OK;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-transform";
        headers["X-Accel-Buffering"] = "no";
        headers["X-Response-Id"] = responseId;

        // The platform answers CORS, but a page may read only the headers that are listed here.
        headers.AccessControlExposeHeaders = $"X-Response-Id, {RateLimitHeaders.Exposed}";
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) headers.Connection = "keep-alive";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A client of response {ResponseId} disconnected before its end.")]
        public static partial void ClientLeft(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Error, "The background work of a request for response {ResponseId} failed: internal error.")]
        public static partial void BesideFailed(ILogger logger, Exception exception, string responseId);

        [LoggerMessage(LogLevel.Error, "A stream of response {ResponseId} failed: internal error.")]
        public static partial void Faulted(ILogger logger, Exception exception, string responseId);
    }
}
