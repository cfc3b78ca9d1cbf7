using IssueAi.Generation;
using IssueAi.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IssueAi.Http;

/// <summary>Sends a stream's headers at once, has the answer produced, and writes it as it comes.</summary>
internal sealed partial class EventStreamResponder(ResponseProducer producer, EventStreamWriter writer, ILogger<EventStreamResponder> logger)
{
    public async Task RespondAsync(HttpContext context, ModelPrompt prompt, CancellationToken cancellationToken)
    {
        var log = new ResponseLog(ResponseIds.Create());
        using var reader = log.OpenReader();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var production = Task.CompletedTask;
        try
        {
            WriteHeaders(context, log.ResponseId);
            await context.Response.BodyWriter.FlushAsync(caller.Token);

            production = producer.ProduceAsync(log, prompt, caller.Token);
            await writer.WriteAsync(reader, context.Response.BodyWriter, IsResumable(context.Request), caller.Token);
        }
        catch (Exception exception) when (IsDisconnect(exception, context, cancellationToken))
        {
            Log.CallerLeft(logger, log.ResponseId);
        }
        finally
        {
            // Whoever wrote no further has no use for the rest; the invocation ends when the model's call has.
            await caller.CancelAsync();
            await production;
        }
    }

    private static void WriteHeaders(HttpContext context, string responseId)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status200OK;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-transform";
        headers["X-Accel-Buffering"] = "no";
        headers["X-Response-Id"] = responseId;
        if (HttpProtocol.IsHttp11(context.Request.Protocol)) headers.Connection = "keep-alive";
    }

    private static bool IsResumable(HttpRequest request) =>
        bool.TryParse(request.Query["resumable"], out var resumable) && resumable;

    private static bool IsDisconnect(Exception exception, HttpContext context, CancellationToken cancellationToken) =>
        exception is OperationCanceledException or IOException
        && (cancellationToken.IsCancellationRequested || context.RequestAborted.IsCancellationRequested);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The caller of response {ResponseId} left before its end.")]
        public static partial void CallerLeft(ILogger logger, string responseId);
    }
}
