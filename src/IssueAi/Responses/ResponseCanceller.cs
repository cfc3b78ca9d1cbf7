using IssueAi.Responses.History;
using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses;

/// <summary>Stops running responses, on any instance.</summary>
internal sealed class ResponseCanceller(
    LiveResponses live, ResponseReader reader, ResponseStore responses, ResponseArchive archive, TimeProvider clock)
{
    // The generating instance sees a cancel within a second, and then records the end.
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Stops a response if it is running, and waits until it has ended. One that has ended stays as it is.</summary>
    /// <returns>The response afterwards; null when the tenant has none with this id.</returns>
    public async Task<FoundResponse?> CancelAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        if (live.TryGet(responseId, out var here) && here.Tenant == tenant && here.Produced is { } produced)
        {
            here.Stop();
            await Task.WhenAny(here.Completion, Task.Delay(CancelTimeout, clock, cancellationToken));

            // From memory: the table may not have it, since storage may be down or history off.
            return reader.Describe(here.Log, produced);
        }

        var begun = clock.GetTimestamp();
        var isRequested = false;
        while (await FindRunningAsync(tenant, responseId, cancellationToken) is { } running && clock.GetElapsedTime(begun) < CancelTimeout)
        {
            if (running.IsAbandoned) await archive.EndAbandonedAsync(running, ErrorCode.Cancelled, cancellationToken);
            else if (!isRequested) isRequested = await responses.RequestCancelAsync(responseId, cancellationToken);
            await Task.Delay(PollInterval, clock, cancellationToken);
        }

        return await reader.FindAsync(tenant, responseId, cancellationToken);
    }

    private async Task<StoredResponse?> FindRunningAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        var stored = await responses.FindAsync(tenant, responseId, afterRow: int.MaxValue, cancellationToken);
        return stored?.Summary.State == ResponseState.Running ? stored : null;
    }
}
