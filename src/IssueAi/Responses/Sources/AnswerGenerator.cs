using System.Text;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses.Sources;

/// <summary>Reads a model's answer into a response log. Failures end the log as well.</summary>
internal sealed partial class AnswerGenerator(
    IModelClient model,
    SelfAssessment assessment,
    ConfidenceMeter confidence,
    TokenPrices prices,
    OutputLimits limits,
    IOptions<StreamingOptions> streaming,
    TimeProvider clock,
    ILogger<AnswerGenerator> logger)
{
    // One read may bring a whole answer. Readers get its first piece at once, and the rest in parts.
    private const int MaxBatchSize = 64;

    // Where words are paced, how long the beginning of one is held back for its rest.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until the answer is complete. Never throws: a failure is a terminal frame, too.</summary>
    /// <param name="log">The new response's log, which stays open.</param>
    /// <param name="task">The answer to generate.</param>
    /// <param name="meter">Counts the tokens, also those of an answer that fails.</param>
    /// <param name="cancellationToken">Ends the call to the model; the answer then ends as <see cref="ErrorCode.Cancelled"/>.</param>
    /// <returns>The frame that ends the answer.</returns>
    public async Task<StreamFrame> GenerateAsync(
        ResponseLog log, AnswerTask task, TokenMeter meter, CancellationToken cancellationToken = default)
    {
        using var answer = new AnswerProgress(log, task, prices, clock, splitWords: streaming.Value.WordDelay > TimeSpan.Zero);
        var longest = streaming.Value.MaxResponse();
        using var limit = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await ReadAsync(answer, task, meter, either.Token);
            if (answer.IsWhole) await MeasureAsync(answer, task, meter, either.Token);
            var terminal = answer.End();
            if (terminal is StreamFrame.Error { Code: ErrorCode.OutputLimit }) Log.LimitReached(logger, log.ResponseId);
            else if (terminal is StreamFrame.Error error) Log.ModelFailed(logger, log.ResponseId, error.Code, "Its stream ended before the response was complete.");
            return terminal;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Cancelled(logger, log.ResponseId);
            return answer.Fail(ErrorCode.Cancelled);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            Log.TookTooLong(logger, log.ResponseId, longest);
            return answer.Fail(ErrorCode.UpstreamTimeout);
        }
        catch (ModelException exception)
        {
            Log.ModelFailed(logger, log.ResponseId, exception.Code, Describe(exception));
            return exception.Filtered is { } part
                ? answer.FailAsFiltered(part == FilteredPart.Instructions && !task.Prompt.HasInstructions ? FilteredPart.Issue : part)
                : answer.Fail(exception.Code, exception.RetryAfter, exception.IsQuotaSpent);
        }
        catch (Exception exception)
        {
            Log.Faulted(logger, exception, log.ResponseId);
            return answer.Fail(ErrorCode.Internal);
        }
    }

    // Type names only: inner messages may quote keys and addresses.
    private static string Describe(ModelException exception)
    {
        var reason = new StringBuilder(exception.Message);
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException) reason.Append(" < ").Append(inner.GetType().Name);
        return reason.ToString();
    }

    private async Task ReadAsync(
        AnswerProgress answer, AnswerTask task, TokenMeter meter, CancellationToken cancellationToken)
    {
        var maxTextBytes = limits.MaxTextBytes(task.Prompt);
        await using var updates = model.StreamAsync(task.Prompt with { Meter = meter }, cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        var isPrepared = false;
        var (pieces, comeSingly) = (0, false);
        while (true)
        {
            var next = updates.MoveNextAsync();

            // All pieces of one read are published together, before the next wait.
            if (!next.IsCompleted)
            {
                answer.Publish();
                (pieces, comeSingly) = (0, pieces == 1);
            }

            if (!(answer.HoldsWord ? await WaitAsync(next, answer) : await next)) return;

            var update = updates.Current;
            meter.Add(update);
            answer.Add(update);
            if (answer.TryCutShort(maxTextBytes))
            {
                Log.TooLong(logger, answer.ResponseId, maxTextBytes);
                return;
            }

            // Where the last read brought one piece, this one does too: it is published without looking for more.
            var isDue = (++pieces == 1 && comeSingly) || answer.Unseen >= MaxBatchSize;
            if (isDue || (!isPrepared && answer.HasBegun)) answer.Publish();
            if (isPrepared || !answer.HasBegun) continue;

            confidence.Prepare(KeyOf(answer, task, answer.HasLogProbabilities ? ConfidenceMethod.LogProbabilities : ConfidenceMethod.SelfAssessment));
            isPrepared = true;
        }
    }

    // A model may pause within a word.
    private async Task<bool> WaitAsync(ValueTask<bool> next, AnswerProgress answer)
    {
        var moving = next.AsTask();
        using var hasMoved = new CancellationTokenSource();
        if (await Task.WhenAny(moving, Task.Delay(LongestHold, clock, hasMoved.Token)) == moving)
        {
            await hasMoved.CancelAsync();
            return await moving;
        }

        answer.ReleaseWord();
        answer.Publish();
        return await moving;
    }

    // Cancelled here, the answer is whole all the same, without a score.
    private async Task MeasureAsync(
        AnswerProgress answer, AnswerTask task, TokenMeter meter, CancellationToken cancellationToken)
    {
        answer.FinishText();
        if (answer.Score() is { } score)
        {
            var measuring = confidence.MeasureAsync(score, KeyOf(answer, task, ConfidenceMethod.LogProbabilities));

            // Nearly always complete at once; then the end of the text and the score are sent together.
            if (!measuring.IsCompleted) answer.Publish();
            answer.SetConfidence(await measuring);
            return;
        }

        answer.Publish();

        var reply = await assessment.AskAsync(task.Prompt, answer.ReadText(), cancellationToken);
        meter.AddFurther(reply.UsedTokens);
        if (reply.Usage is { } usage) answer.AddUsage(usage);

        if (reply.Score is { } assessed)
            answer.SetConfidence(await confidence.MeasureAsync(assessed, KeyOf(answer, task, ConfidenceMethod.SelfAssessment)));
    }

    private static CalibrationKey KeyOf(AnswerProgress answer, AnswerTask task, ConfidenceMethod method) =>
        new(task.Tenant, task.Action.Name, answer.Model ?? string.Empty, method);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Response {ResponseId} was cancelled.")]
        public static partial void Cancelled(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Warning, "Response {ResponseId} was not complete after {Longest}.")]
        public static partial void TookTooLong(ILogger logger, string responseId, TimeSpan longest);

        [LoggerMessage(LogLevel.Warning, "The model ignored its token limit: response {ResponseId} was cut short after {Bytes} bytes of text.")]
        public static partial void TooLong(ILogger logger, string responseId, long bytes);

        [LoggerMessage(LogLevel.Warning, "The model failed response {ResponseId}: {Code}. {Reason}")]
        public static partial void ModelFailed(ILogger logger, string responseId, ErrorCode code, string reason);

        [LoggerMessage(LogLevel.Warning, "The model reached its token limit before it wrote any text of response {ResponseId}: raise Generation__MaxOutputTokens, or Generation__MaxReasoningTokens for a reasoning model.")]
        public static partial void LimitReached(ILogger logger, string responseId);

        [LoggerMessage(LogLevel.Error, "Response {ResponseId} failed: internal error.")]
        public static partial void Faulted(ILogger logger, Exception exception, string responseId);
    }
}
