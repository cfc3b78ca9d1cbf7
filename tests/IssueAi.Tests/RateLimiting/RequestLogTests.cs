using FsCheck.Xunit;
using IssueAi.RateLimiting;

namespace IssueAi.Tests.RateLimiting;

public sealed class RequestLogTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(59.999, 1)]
    [InlineData(60, 0)]
    public void At_SomeTimeAfterARequest_CountsItForAWindow(double seconds, int expected) =>
        Assert.Equal(expected, RequestLog.Of(Start).At(Start.AddSeconds(seconds), Window).Count);

    [Fact]
    public void At_OfARequestFromTheFuture_TakesItForOneOfNow()
    {
        var log = RequestLog.Of(Start.AddMinutes(5)).At(Start, Window);

        Assert.Equal(Start + Window, log.HasRoomAt(limit: 1, Window));
    }

    [Fact]
    public void Add_OfRequestsCloseTogether_CountsAllUntilTheLastLeaves()
    {
        var log = LogOf(Start, Start.AddSeconds(0.25), Start.AddSeconds(0.5));

        Assert.Equal(3, log.At(Start.AddSeconds(60.25), Window).Count);
        Assert.Equal(0, log.At(Start.AddSeconds(60.5), Window).Count);
    }

    [Fact]
    public void Add_OfVeryManyRequests_StaysSmall()
    {
        var log = Enumerable.Range(0, 60_000).Aggregate(RequestLog.Empty, (log, at) => log.Add(RequestLog.Of(Start.AddMilliseconds(at)), Window));

        Assert.Equal(60_000, log.Count);
        Assert.True(log.ToString().Length < 2_000);
    }

    [Theory]
    [InlineData(3, 60)]
    [InlineData(2, 70)]
    [InlineData(1, 80)]
    public void HasRoomAt_OfALimit_IsWhenEnoughHaveLeft(int limit, int seconds) =>
        Assert.Equal(Start.AddSeconds(seconds), LogOf(Start, Start.AddSeconds(10), Start.AddSeconds(20)).HasRoomAt(limit, Window));

    [Fact]
    public void HasRoomAt_OfAnEmptyLog_IsNull() => Assert.Null(RequestLog.Empty.HasRoomAt(limit: 1, Window));

    [Property]
    public void Parse_OfAnyLog_GivesItBack(ushort[] seconds)
    {
        var log = LogOf([.. seconds.Select(second => Start.AddSeconds(second))]);

        Assert.Equal(log.ToString(), RequestLog.Parse(log.ToString()).ToString());
    }

    [Property]
    public void Add_WhileThereIsRoom_NeverLetsAWindowHoldMoreThanTheLimit(byte[] pauses)
    {
        const int Limit = 5;
        var now = Start;
        var log = RequestLog.Empty;
        var passed = new List<DateTimeOffset>();
        foreach (var pause in pauses)
        {
            now = now.AddMilliseconds(pause * 100);
            log = log.At(now, Window);
            if (log.Count >= Limit) continue;

            log = log.Add(RequestLog.Of(now), Window);
            passed.Add(now);
        }

        Assert.All(passed, first => Assert.True(passed.Count(at => at >= first && at < first + Window) <= Limit));
    }

    private static RequestLog LogOf(params DateTimeOffset[] times) =>
        times.Aggregate(RequestLog.Empty, (log, at) => log.Add(RequestLog.Of(at), Window));
}
