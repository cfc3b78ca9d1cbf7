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
        _pace.Wrote(follower: null, hasEvents: true);

        Assert.Equal((RecordingPace.LongInterval, false), (_pace.Interval, _pace.IsCheckDue));
    }

    [Fact]
    public void Interval_BeforeTheFirstEvents_IsShort()
    {
        _pace.Wrote(follower: null, hasEvents: false);
        var before = _pace.Interval;
        _pace.Wrote(follower: null, hasEvents: true);
        _pace.Wrote(follower: null, hasEvents: false);

        Assert.Equal((RecordingPace.ShortInterval, RecordingPace.LongInterval), (before, _pace.Interval));
    }

    [Fact]
    public void Interval_WhileAnotherInstanceFollows_IsShort()
    {
        _pace.Wrote("a", hasEvents: true);
        _clock.Advance(ResponseStore.FollowTime);
        var isCheckDue = _pace.IsCheckDue;
        _pace.Checked(isFollowed: true);

        Assert.Equal((RecordingPace.ShortInterval, true, false), (_pace.Interval, isCheckDue, _pace.IsCheckDue));
    }

    [Fact]
    public void Interval_AfterTheFollowerHasLeft_IsLongUntilTheNextOneComes()
    {
        _pace.Wrote("a", hasEvents: true);
        _pace.Checked(isFollowed: false);
        _pace.Wrote("a", hasEvents: true);
        var without = _pace.Interval;
        _pace.Wrote("b", hasEvents: true);

        Assert.Equal((RecordingPace.LongInterval, RecordingPace.ShortInterval), (without, _pace.Interval));
    }

    [Fact]
    public void Interval_AfterAFailedWrite_IsShortUntilOneSucceeds()
    {
        var first = _pace.Failed();
        var second = _pace.Failed();
        var late = _pace.Interval;
        _pace.Wrote(follower: null, hasEvents: true);

        Assert.Equal((true, false), (first, second));
        Assert.Equal((RecordingPace.ShortInterval, RecordingPace.LongInterval), (late, _pace.Interval));
    }
}
