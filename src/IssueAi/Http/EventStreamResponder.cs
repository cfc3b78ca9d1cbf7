using System.Buffers;
using IssueAi.Streaming;
using IssueAi.Tables;
using IssueAi.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary>Sends a stream's headers at once, has the response filled, and writes it as it comes.</summary>
internal sealed partial class EventStreamResponder(
    EventStreamWriter writer,
    ShutdownSignal shutdown,
    InvocationPolicy invocations,
    ForwardingPolicy forwarding,
    IOptions<StreamingOptions> options,
    IOptions<HistoryOptions> history,
    IssueAiMetrics metrics,
    ILogger<EventStreamResponder> logger)
{
    /// <param name="context">The caller.</param>
    /// <param name="stream">What it gets.</param>
    /// <param name="cancellationToken">
    /// The host wants the invocation to end, since its caller went away or since it drains the instance. What tells the two
    /// apart is the request: only a caller who went away aborts it.
    /// </param>
    public async Task RespondAsync(HttpContext context, RequestedStream stream, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(shutdown.Token, cancellationToken);
        var opened = stream.Opened;
        Tracing.Describe(opened.Live.Action, opened.Live.ResponseId, opened.IsCached);
        var callerLeft = context.RequestAborted;
        var response = opened.Live;
        var isUiMessageStream = StreamQuery.IsUiMessageStream(context.Request);
        var format = new StreamFormat(
            isUiMessageStream ? new UiMessageEncoding() : new PlainEncoding(stream.IsResumable),
            CanResume: stream.IsResumable && history.Value.Enabled,
            opened.IsCached);
        var watch = metrics.Watch(response.Action, opened.IsCached, stream.Arrival);

        // Where an instance is kept only while an invocation is open, the one that fills the log stays until all is recorded.
        var recording = opened.IsOwner && invocations.MustStayOpen ? response.Completion : Task.CompletedTask;
        var beside = Task.CompletedTask;
        var hasLeft = false;
        var isServed = false;
        var body = ContentCoding.OpenBody(context, comesInPieces: !opened.IsCached);
        try
        {
            WriteHeaders(context, response.ResponseId);
            if (isUiMessageStream) context.Response.Headers["x-vercel-ai-ui-message-stream"] = "v1";
            if (forwarding.ThroughHost) body.Write(EventBlock.Opening);
            format.Encoding.WriteStart(body, response.ResponseId);

            // What a compressor holds has to go out too where the headers wait for it.
            var headers = (forwarding.ThroughHost ? body : context.Response.BodyWriter).FlushAsync(callerLeft);

            // The headers are on their way; the model's call is prepared meanwhile, and what nobody waits for comes after it.
            response.Start();
            beside = stream.BeginBeside();
            await headers;

            using var reader = response.Log.OpenReader(stream.After);
            isServed = await writer.WriteAsync(reader, body, format, watch, ending.Token, callerLeft);

            // Where nothing is left to do, the last frame goes out with the body's end, which the server writes.
            if (!isServed || !recording.IsCompleted || !beside.IsCompleted) await body.FlushAsync(callerLeft);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && callerLeft.IsCancellationRequested)
        {
            hasLeft = true;
            Log.CallerLeft(logger, response.ResponseId);
        }
        catch (Exception exception)
        {
            // Without a last frame the caller couldn't tell this from a lost connection.
            Log.Faulted(logger, exception, response.ResponseId);
            format.Encoding.WriteTerminal(body, ErrorFrames.Create(ErrorCode.Internal, response.ResponseId), number: null);
            await body.FlushAsync(callerLeft);
        }
        finally
        {
            response.Start();
            if (isServed || !format.CanResume) response.Detach(TimeSpan.Zero);
            else if (shutdown.HasBegun) response.HandOver();
            else response.Detach(options.Value.DisconnectGrace);
            watch?.End(hasLeft);
            await ContentCoding.CloseBodyAsync(context, body);
        }

        await Task.WhenAll(recording, beside);
    }

    private static void WriteHeaders(HttpContext context, string responseId)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status200OK;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-transform";
        headers["X-Accel-Buffering"] = "no";
        headers["X-Response-Id"] = responseId;

        // The platform answers CORS, but doesn't let a page read headers of ours unless we say so.
        headers.AccessControlExposeHeaders = $"X-Response-Id, {RateLimitHeaders.Exposed}";
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) headers.Connection = "keep-alive";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A caller of response {ResponseId} left before its end.")]
        public static partial void CallerLeft(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Error, "A stream of response {ResponseId} failed by a fault of ours.")]
        public static partial void Faulted(ILogger logger, Exception exception, string responseId);
    }
}
