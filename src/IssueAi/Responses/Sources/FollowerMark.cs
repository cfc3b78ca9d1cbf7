using IssueAi.Responses.Storage;

namespace IssueAi.Responses.Sources;

/// <summary>Tells another instance that a client follows its response here, so that it goes on and records in short intervals.</summary>
internal sealed class FollowerMark(string responseId, ResponseStore responses, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long? _triedAt;
    private long? _markedAt;

    /// <summary>Writes the mark where it is due. It may be called as often as the table is read.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (!HasPassed(Interval, _triedAt)) return;

        _triedAt = clock.GetTimestamp();
        await responses.MarkFollowedAsync(responseId, cancellationToken);

        // The other instance doesn't look for a mark that it doesn't know of, or that had run out.
        if (HasPassed(ResponseStore.FollowTime, _markedAt)) await responses.AnnounceFollowerAsync(responseId, cancellationToken);
        _markedAt = clock.GetTimestamp();
    }

    private bool HasPassed(TimeSpan time, long? since) => since is not { } begun || clock.GetElapsedTime(begun) >= time;
}
