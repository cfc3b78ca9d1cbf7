using IssueAi.Responses.Storage;

namespace IssueAi.Responses.Recording;

/// <summary>
/// Tells how often a response's log is recorded. Most responses have no reader on another instance, so that their batches only limit
/// the loss by a crash. A follower elsewhere reads the table, and gets its events as fast as they are recorded.
/// </summary>
internal sealed class RecordingPace(TimeProvider clock)
{
    /// <summary>The interval without a follower elsewhere: a crash loses no more than the events of this time.</summary>
    public static readonly TimeSpan LongInterval = TimeSpan.FromSeconds(1);

    /// <summary>The interval before the first events, while another instance follows, and after a failed write.</summary>
    public static readonly TimeSpan ShortInterval = TimeSpan.FromMilliseconds(300);

    private string? _follower;
    private bool _hasEvents;
    private bool _isFollowed;
    private bool _isLate;
    private long _checkedAt;

    /// <summary>Gets the time to the next batch.</summary>
    public TimeSpan Interval => _isFollowed || _isLate || !_hasEvents ? ShortInterval : LongInterval;

    /// <summary>
    /// Gets the time after which a batch without events is written too: it renews the lease and reads cancel requests. With a
    /// follower every second batch is.
    /// </summary>
    public TimeSpan RenewInterval => _isFollowed ? TimeSpan.FromMilliseconds(450) : TimeSpan.FromMilliseconds(700);

    /// <summary>Gets a value indicating whether to find out if the follower is still there.</summary>
    public bool IsCheckDue => _isFollowed && clock.GetElapsedTime(_checkedAt) >= ResponseStore.FollowTime;

    /// <summary>Takes note of a successful write.</summary>
    /// <param name="follower">The follower that it came upon; null for none.</param>
    /// <param name="hasEvents">Whether it wrote events.</param>
    public void Wrote(string? follower, bool hasEvents)
    {
        _isLate = false;
        _hasEvents |= hasEvents;
        if (follower == _follower) return;

        _follower = follower;
        Checked(isFollowed: true);
    }

    /// <summary>Takes note of a failed write.</summary>
    /// <returns>Whether the one before succeeded.</returns>
    public bool Failed()
    {
        var isFirst = !_isLate;
        _isLate = true;
        return isFirst;
    }

    /// <summary>Takes note of whether another instance follows.</summary>
    public void Checked(bool isFollowed)
    {
        _isFollowed = isFollowed;
        _checkedAt = clock.GetTimestamp();
    }
}
