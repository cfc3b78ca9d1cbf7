using IssueAi.Tables;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Tables;

public sealed class StorageTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 600, TimeSpan.Zero);

    [Fact]
    public void UtcNow_BeforeAnyAnswer_IsTheInstancesOwn() => Assert.Equal(Now, new StorageTime(new FakeTimeProvider(Now)).UtcNow);

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(5)]
    public void UtcNow_AfterAnAnswer_IsTheServicesWhateverTheClockSays(int minutesAhead)
    {
        var clock = new FakeTimeProvider(Now.AddMinutes(minutesAhead));
        var time = new StorageTime(clock);

        var askedAt = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMilliseconds(100));
        time.Observe(new FakeResponse(200, Now.AddMilliseconds(50)), askedAt);

        Assert.InRange((time.UtcNow - Now.AddMilliseconds(100)).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void UtcNow_AfterAnAnswerThatAgrees_IsStillTheInstancesOwn()
    {
        var time = new StorageTime(new FakeTimeProvider(Now));

        time.Observe(new FakeResponse(200, Now), Now);

        Assert.Equal(Now, time.UtcNow);
    }

    [Fact]
    public void UtcNow_AfterTheClockWasPutRight_IsRightAgain()
    {
        var clock = new FakeTimeProvider(Now.AddMinutes(-5));
        var time = new StorageTime(clock);
        time.Observe(new FakeResponse(200, Now), clock.GetUtcNow());

        clock.SetUtcNow(Now);
        time.Observe(new FakeResponse(200, Now), Now);

        Assert.InRange((time.UtcNow - Now).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
