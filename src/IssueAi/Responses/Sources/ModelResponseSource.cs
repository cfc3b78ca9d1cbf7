using System.Diagnostics;
using IssueAi.Generation;
using IssueAi.RateLimiting;
using IssueAi.Responses.Live;
using IssueAi.Responses.Recording;
using IssueAi.Streaming;
using IssueAi.Telemetry;
using Microsoft.Extensions.Logging;

namespace IssueAi.Responses.Sources;

/// <summary>Fills a log from the model, and records it in the background, so that no event waits for the table.</summary>
internal sealed partial class ModelResponseSource(
    AnswerTask task,
    AnswerGenerator generator,
    RecordingLoop? recorder,
    RateLimitLease lease,
    IssueAiMetrics metrics,
    TimeProvider clock,
    ILogger<ModelResponseSource> logger)
    : IResponseSource
{
    // Readers on other instances renew their mark every two seconds.
    private static readonly TimeSpan FollowedPollInterval = TimeSpan.FromSeconds(1);

    // A coalesced request may start the response, which belongs to the trace of the request that created it.
    private readonly Activity? _asked = Activity.Current;

    public async Task FillAsync(LiveResponse response, CancellationToken stop)
    {
        Activity.Current = _asked;
        try
        {
            // The call to the model goes out first: everything else can wait.
            var generating = GenerateAsync(response, stop);
            var recording = recorder?.RecordAsync(response) ?? Task.CompletedTask;
            var terminal = await generating;
            if (terminal is StreamFrame.Error { Code: ErrorCode.Cancelled }) terminal = ErrorFrames.Create(response.StopReason, response.ResponseId);
            Count(terminal);

            // A client may ask again as soon as it has read the end, so the end is recorded before it is sent.
            if (recorder is not null) response.Log.Publish();
            var isStored = recorder is not null && await recorder.EndAsync(response, recording, terminal);
            response.Log.Complete(terminal is StreamFrame.Metadata metadata && !isStored
                ? new StreamFrame.Metadata(metadata.Value with { Stored = false })
                : terminal);
        }
        catch (Exception exception)
        {
            // Otherwise the readers would wait forever.
            Log.Faulted(logger, exception, response.ResponseId);
            response.Log.TryComplete(ErrorFrames.Create(ErrorCode.Internal, response.ResponseId));
        }
    }

    public async Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace)
    {
        await WaitAsync(response, grace);
        while (response.IsDeserted(arrivals) && recorder is not null && await recorder.IsFollowedAsync(response.ResponseId))
            await WaitAsync(response, FollowedPollInterval);

        response.StopIfDeserted(arrivals);
    }

    // Disposed as soon as the model has ended, the lease is settled before the client sees the end.
    private async Task<StreamFrame> GenerateAsync(LiveResponse response, CancellationToken stop)
    {
        using (lease)
        {
            var meter = new TokenMeter(task.Prompt);
            try
            {
                return await generator.GenerateAsync(response.Log, task, meter, stop);
            }
            finally
            {
                lease.UsedTokens = meter.Used;
            }
        }
    }

    private void Count(StreamFrame terminal)
    {
        metrics.CountResponse(task.Action.Name, (terminal as StreamFrame.Error)?.Code);
        if (terminal is StreamFrame.Metadata { Value: { Cost: { } cost, Currency: var currency } }) metrics.RecordCost(task.Action.Name, cost, currency);
        if (terminal is StreamFrame.Metadata { Measured.Score: var score }) metrics.RecordConfidence(task.Action.Name, score.Value, score.LevelName);
    }

    private Task WaitAsync(LiveResponse response, TimeSpan duration) =>
        duration == TimeSpan.Zero ? Task.CompletedTask : Task.WhenAny(response.Completion, Task.Delay(duration, clock));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Response {ResponseId} was lost: internal error.")]
        public static partial void Faulted(ILogger logger, Exception exception, string responseId);
    }
}
