using IssueAi.Responses.Storage;

namespace IssueAi.Responses.Sources;

/// <summary>Tells another instance that a client follows its response here, so that it goes on and records in short intervals.</summary>
internal sealed class FollowerMark(string responseId, ResponseStore responses, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long? _triedAt;
    private long? _markedAt;
    private bool _isAnnounced;

    /// <summary>Writes the mark: from then on the other instance goes on after its own clients have left.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        _triedAt = clock.GetTimestamp();
        await responses.MarkFollowedAsync(responseId, cancellationToken);

        // The other instance has stopped looking for a mark that ran out.
        _isAnnounced &= !HasPassed(ResponseStore.FollowTime, _markedAt);
        _markedAt = clock.GetTimestamp();
    }

    /// <summary>Renews the mark where it is due, and has the other instance look for it. It may be called as often as the table is read.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (_markedAt is null || HasPassed(Interval, _triedAt)) await WriteAsync(cancellationToken);
        if (_isAnnounced) return;

        await responses.AnnounceFollowerAsync(responseId, cancellationToken);
        _isAnnounced = true;
    }

    private bool HasPassed(TimeSpan time, long? since) => since is not { } begun || clock.GetElapsedTime(begun) >= time;
}
