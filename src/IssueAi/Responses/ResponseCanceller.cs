using IssueAi.Storage;
using IssueAi.Streaming;

namespace IssueAi.Responses;

/// <summary>Stops running responses, wherever they are produced.</summary>
internal sealed class ResponseCanceller(LiveResponses live, ResponseStore responses, ResponseArchive archive, TimeProvider clock)
{
    // The producer hears of a cancel within a second, and needs a moment to record its end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Stops a response if it is running, and waits until it has ended. One that has ended stays as it is.</summary>
    public async Task CancelAsync(string responseId, CancellationToken cancellationToken)
    {
        if (live.TryGet(responseId, out var here) && here.Produced is not null)
        {
            here.Stop();
            await Task.WhenAny(here.Completion, Task.Delay(Patience, clock, cancellationToken));
            return;
        }

        var begun = clock.GetTimestamp();
        var isRequested = false;
        while (await responses.ReadAsync(responseId, cancellationToken: cancellationToken) is { Summary.State: ResponseState.Running } running)
        {
            if (running.IsAbandoned) await archive.EndAbandonedAsync(running, ErrorCode.Cancelled, cancellationToken);
            else if (!isRequested) isRequested = await responses.RequestCancelAsync(responseId, cancellationToken);

            if (clock.GetElapsedTime(begun) > Patience) return;
            await Task.Delay(PollInterval, clock, cancellationToken);
        }
    }
}
