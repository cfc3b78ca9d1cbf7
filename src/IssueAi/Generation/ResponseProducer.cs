using IssueAi.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation;

/// <summary>Reads a model's answer into a response log, and ends the log whatever happens.</summary>
internal sealed partial class ResponseProducer(
    IModelClient model, ModelTimeouts timeouts, IOptions<StreamingOptions> streaming, TimeProvider clock, ILogger<ResponseProducer> logger)
{
    /// <summary>Runs until the answer is complete. Never throws: a failure is the log's terminal frame.</summary>
    /// <param name="log">The new response's log.</param>
    /// <param name="prompt">What the model is asked.</param>
    /// <param name="cancellationToken">Ends the call to the model; the log then ends as <see cref="ErrorCode.Cancelled"/>.</param>
    public async Task ProduceAsync(ResponseLog log, ModelPrompt prompt, CancellationToken cancellationToken = default)
    {
        var answer = new AnswerProgress(log, clock, splitWords: streaming.Value.WordDelay > TimeSpan.Zero);
        using var limit = new CancellationTokenSource(streaming.Value.MaxDuration, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        StreamFrame terminal;
        try
        {
            await ReadAsync(answer, prompt, either.Token);
            terminal = answer.End();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Cancelled(logger, log.ResponseId);
            terminal = answer.Fail(ErrorCode.Cancelled);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            Log.TookTooLong(logger, log.ResponseId, streaming.Value.MaxDuration);
            terminal = answer.Fail(ErrorCode.UpstreamTimeout);
        }
        catch (ModelException exception)
        {
            Log.ModelFailed(logger, exception, log.ResponseId, exception.Code);
            terminal = answer.Fail(exception.Code, exception.RetryAfter);
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception, log.ResponseId);
            terminal = answer.Fail(ErrorCode.Internal);
        }

        log.Complete(terminal);
    }

    private async Task ReadAsync(AnswerProgress answer, ModelPrompt prompt, CancellationToken cancellationToken)
    {
        await using var updates = timeouts
            .ApplyAsync(token => model.StreamAsync(prompt, token), cancellationToken)
            .GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            var next = updates.MoveNextAsync();

            // What one read from the model brought goes out together; before waiting for more, readers see it.
            if (!next.IsCompleted) answer.Publish();
            if (!await next) return;

            answer.Add(updates.Current);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Response {ResponseId} was cancelled.")]
        public static partial void Cancelled(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Warning, "Response {ResponseId} was not complete after {MaxDuration}.")]
        public static partial void TookTooLong(ILogger logger, string responseId, TimeSpan maxDuration);

        [LoggerMessage(LogLevel.Warning, "The model failed response {ResponseId}: {Code}.")]
        public static partial void ModelFailed(ILogger logger, Exception exception, string responseId, ErrorCode code);

        [LoggerMessage(LogLevel.Error, "Response {ResponseId} failed by a fault of ours.")]
        public static partial void Faulted(ILogger logger, Exception exception, string responseId);
    }
}
