using IssueAi.Responses.Recording;
using IssueAi.Responses.Storage;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Responses.Recording;

public sealed class RecordingPaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordingPace _pace;

    public RecordingPaceTests() => _pace = new RecordingPace(_clock);

    [Fact]
    public void Interval_WithoutAFollower_IsLong()
    {
        _pace.Wrote(follower: null);

        Assert.Equal((RecordingPace.LongInterval, false), (_pace.Interval, _pace.IsCheckDue));
    }

    [Fact]
    public void Interval_WhileAnotherInstanceFollows_IsShort()
    {
        _pace.Wrote("a");
        _clock.Advance(ResponseStore.FollowTime);
        var isCheckDue = _pace.IsCheckDue;
        _pace.Checked(isFollowed: true);

        Assert.Equal((RecordingPace.ShortInterval, true, false), (_pace.Interval, isCheckDue, _pace.IsCheckDue));
    }

    [Fact]
    public void Interval_AfterTheFollowerHasLeft_IsLongUntilTheNextOneComes()
    {
        _pace.Wrote("a");
        _pace.Checked(isFollowed: false);
        _pace.Wrote("a");
        var without = _pace.Interval;
        _pace.Wrote("b");

        Assert.Equal((RecordingPace.LongInterval, RecordingPace.ShortInterval), (without, _pace.Interval));
    }

    [Fact]
    public void Interval_AfterAFailedWrite_IsShortUntilOneSucceeds()
    {
        var first = _pace.Failed();
        var second = _pace.Failed();
        var late = _pace.Interval;
        _pace.Wrote(follower: null);

        Assert.Equal((true, false), (first, second));
        Assert.Equal((RecordingPace.ShortInterval, RecordingPace.LongInterval), (late, _pace.Interval));
    }
}
