using Azure;

namespace IssueAi.Responses.Storage;

/// <summary>A stored response, as far as it was read.</summary>
/// <param name="Summary">Its head.</param>
/// <param name="HeadTag">The head's version, for a change that must not overwrite another.</param>
/// <param name="Events">The events' bytes on the wire, after the requested row; they may end within an event.</param>
/// <param name="LastRow">The number of the last row that was read.</param>
/// <param name="Silence">How long its head hasn't been written, by the service's own clocks, to the second.</param>
internal sealed record StoredResponse(ResponseSummary Summary, ETag HeadTag, ReadOnlyMemory<byte> Events, int LastRow, TimeSpan Silence)
{
    /// <summary>Gets a value indicating whether it is marked as running, but its lease has expired.</summary>
    public bool IsAbandoned => Summary.State == ResponseState.Running && Silence > ResponseStore.LeaseTime;

    /// <summary>Gets a value indicating whether it is marked as running, but its instance doesn't write: it has died, or can't.</summary>
    public bool IsSilent => Summary.State == ResponseState.Running && Silence > ResponseStore.MaxSilence;
}
