using System.Diagnostics;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.RateLimiting;
using IssueAi.Responses.Live;
using IssueAi.Responses.Recording;
using IssueAi.Streaming;
using IssueAi.Telemetry;
using Microsoft.Extensions.Logging;

namespace IssueAi.Responses.Sources;

/// <summary>Fills a log from the model and records it beside, so that the table never holds a frame back.</summary>
internal sealed partial class ModelResponseSource(
    ModelPrompt prompt,
    AnswerSubject subject,
    AnswerGenerator generator,
    RecordingLoop? recorder,
    RateLimitLease lease,
    IssueAiMetrics metrics,
    TimeProvider clock,
    ILogger<ModelResponseSource> logger)
    : IResponseSource
{
    // Readers on other instances renew their mark every other second.
    private static readonly TimeSpan FollowedPollInterval = TimeSpan.FromSeconds(1);

    // Who shares an answer may be the one to start it; it belongs to the trace of the request that it was made for.
    private readonly Activity? _asked = Activity.Current;

    public async Task FillAsync(LiveResponse response, CancellationToken stop)
    {
        Activity.Current = _asked;
        var meter = new TokenMeter(prompt);
        try
        {
            // The model's call goes out first: it is what everybody waits for.
            var producing = generator.GenerateAsync(response.Log, prompt, subject, meter, stop);
            var recording = recorder?.RecordAsync(response) ?? Task.CompletedTask;
            var terminal = await producing;
            lease.Settle(meter.Used);
            if (terminal is StreamFrame.Error { Code: ErrorCode.Cancelled }) terminal = ErrorFrames.Create(response.StopReason, response.ResponseId);

            // What a caller is told must be true when it reads it: recorded first, then said.
            Count(terminal);
            if (recorder is not null) response.Log.Publish();
            var isStored = recorder is not null && await recorder.EndAsync(response, recording, terminal);
            response.Log.Complete(terminal is StreamFrame.Metadata metadata && !isStored
                ? new StreamFrame.Metadata(metadata.Value with { Stored = false })
                : terminal);
        }
        catch (Exception exception)
        {
            // No reader may wait for an end that nobody writes.
            Log.Faulted(logger, exception, response.ResponseId);
            response.Log.TryComplete(ErrorFrames.Create(ErrorCode.Internal, response.ResponseId));
        }
        finally
        {
            lease.Settle(meter.Used);
        }
    }

    public async Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace)
    {
        await WaitAsync(response, grace);
        while (response.IsDeserted(arrivals) && recorder is not null && await recorder.IsFollowedAsync(response.ResponseId))
            await WaitAsync(response, FollowedPollInterval);

        response.StopIfDeserted(arrivals);
    }

    private void Count(StreamFrame terminal)
    {
        metrics.CountResponse(subject.Action, (terminal as StreamFrame.Error)?.Code);
        if (terminal is StreamFrame.Metadata { Value: { Cost: { } cost, Currency: var currency } }) metrics.RecordCost(subject.Action, cost, currency);
        if (terminal is StreamFrame.Metadata { Measured.Score: var score }) metrics.RecordConfidence(subject.Action, score.Value, score.LevelName);
    }

    private Task WaitAsync(LiveResponse response, TimeSpan duration) =>
        duration == TimeSpan.Zero ? Task.CompletedTask : Task.WhenAny(response.Completion, Task.Delay(duration, clock));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Response {ResponseId} was lost by a fault of ours.")]
        public static partial void Faulted(ILogger logger, Exception exception, string responseId);
    }
}
