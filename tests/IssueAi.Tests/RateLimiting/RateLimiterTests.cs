using Azure;
using IssueAi.RateLimiting;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.RateLimiting;

public sealed class RateLimiterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly RateLimitOptions _limits = new();
    private readonly FakeTable _table;

    public RateLimiterTests() => _table = new FakeTable(_clock);

    [Fact]
    public async Task CountAsync_OfThirtyInTurnOnTwoInstances_LetsExactlyTheLimitPass()
    {
        var (first, second) = (Create(), Create());
        var passed = 0;

        for (var request = 0; request < 30; request++)
        {
            passed += await (request % 2 == 0 ? first : second).PassAsync(1);
            _clock.Advance(TimeSpan.FromSeconds(1.5));
        }

        Assert.Equal(20, passed);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task CountAsync_OnAnInstanceWhoseClockIsOff_NeitherResetsNorFreezesTheLimit(int minutesOff)
    {
        var offClock = new FakeTimeProvider(Start.AddMinutes(minutesOff));
        var (right, off) = (Create(), Create(offClock));

        var passed = await right.PassAsync(10) + await off.PassAsync(11) + await right.PassAsync(1) + await off.PassAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(62));
        offClock.Advance(TimeSpan.FromSeconds(62));
        var passedLater = await off.PassAsync(10) + await right.PassAsync(11);

        Assert.Equal(20, passed);
        Assert.Equal(20, passedLater);
    }

    [Fact]
    public async Task CountAsync_OfManyAtOnceOnTwoInstances_LetsExactlyTheLimitPass()
    {
        var (first, second) = (Create(), Create());

        var admissions = await Task.WhenAll(Enumerable.Range(0, 60).Select(request => (request % 2 == 0 ? first : second).CountAsync()));

        Assert.Equal(20, admissions.Count(lease => lease.IsAdmitted));
    }

    [Fact]
    public async Task CountAsync_WhenAnotherInstanceIsQuicker_CountsItsRequestToo()
    {
        _limits.PermitLimit = 1;
        var (first, second) = (Create(), Create());
        Task<RateLimitLease>? quicker = null;
        _table.BeforeWrite = () => quicker = second.CountAsync();

        var slower = await first.CountAsync();

        Assert.True((await quicker!).IsAdmitted);
        Assert.False(slower.IsAdmitted);
    }

    [Fact]
    public async Task CountAsync_WhenAWritesReplyIsLost_CountsItOnce()
    {
        _limits.PermitLimit = 2;
        var instance = Create();
        _table.AfterWrite = () => throw Failures.Conflict();

        var first = await instance.CountAsync();

        Assert.True(first.IsAdmitted);
        Assert.Equal(1, await instance.PassAsync(5));
    }

    [Fact]
    public async Task CountAsync_OverTheLimit_SaysWhenThereIsRoomAgain()
    {
        _limits.PermitLimit = 2;
        var instance = Create();
        var first = await instance.CountAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));
        await instance.CountAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));

        var refused = await instance.CountAsync();
        _clock.Advance(refused.Requests!.Value.Reset);

        Assert.Equal(new QuotaStatus(2, 1, TimeSpan.FromSeconds(60)), first.Requests);
        Assert.Equal(new QuotaStatus(2, 0, TimeSpan.FromSeconds(40)), refused.Requests);
        Assert.Equal(1, await instance.PassAsync(2));
    }

    [Fact]
    public async Task CountAsync_OfAnswersInTurn_AsksStorageTwiceForEach()
    {
        var (first, second) = (Create(), Create());

        for (var request = 0; request < 10; request++)
        {
            var lease = await (request % 2 == 0 ? first : second).CountAsync(tokens: 100);
            LedgerInstance.End(lease, usedTokens: 40);
        }

        Assert.Equal((10, 10), (_table.Reads, _table.Writes));
    }

    [Fact]
    public async Task CountAsync_OnAnInstanceThatAloneServesTheCaller_ReadsOncePerMinute()
    {
        _limits.PermitLimit = 1000;
        var instance = Create();

        for (var second = 0; second < 180; second++)
        {
            await instance.CountAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // The second read finds the row as the instance left it.
        Assert.Equal((4, 180), (_table.Reads, _table.Writes));
    }

    [Fact]
    public async Task CountAsync_OfARequestThatWaitsForOtherReads_ReadsBesideThem()
    {
        var instance = Create();

        for (var request = 0; request < 5; request++) await instance.CountAsync(waitsForReads: true);

        Assert.Equal((5, 5), (_table.Reads, _table.Writes));
    }

    [Fact]
    public async Task CountAsync_WhenAnotherInstanceJoinsIn_LosesARaceAndLetsExactlyTheLimitPass()
    {
        var (first, second) = (Create(), Create());
        var passed = await first.PassAsync(5) + await second.PassAsync(5);
        var reads = _table.Reads;
        var attempts = 0;
        _table.BeforeWrite = CountAttempt;

        passed += await first.PassAsync(1);
        _table.BeforeWrite = null;
        var readsOfTheLostRace = _table.Reads - reads;
        for (var request = 0; request < 20; request++) passed += await (request % 2 == 0 ? second : first).PassAsync(1);

        Assert.Equal((2, 1), (attempts, readsOfTheLostRace));
        Assert.Equal(20, passed);

        void CountAttempt()
        {
            attempts++;
            _table.BeforeWrite = CountAttempt;
        }
    }

    [Fact]
    public async Task CountAsync_WithoutARead_WhenTheRowWasSwept_InsertsItAgain()
    {
        var instance = Create();
        await instance.PassAsync(3);
        _table.Clear();

        var passed = await instance.PassAsync(2);

        Assert.Equal(2, passed);
        Assert.Single(_table.Rows);
    }

    [Fact]
    public async Task CountAsync_WithoutARead_AfterAWriteThatWasAppliedLate_CountsItOnce()
    {
        _limits.PermitLimit = 6;
        var instance = Create();
        await instance.PassAsync(3);
        _table.HoldsNextWrite = true;

        var doubtful = await instance.CountAsync();
        var isApplied = _table.CommitHeld();
        var passed = await instance.PassAsync(5);

        Assert.True(doubtful.IsAdmitted && isApplied);
        Assert.Equal(2, passed);
        Assert.Equal(6, Counted().Requests);
    }

    [Fact]
    public async Task CountAsync_OfACallerKnownToBeOverTheLimit_AsksStorageNothing()
    {
        var instance = Create();
        await instance.PassAsync(20);
        var writes = _table.Writes;
        _table.BeforeWrite = () => Assert.Fail("A refused request was written.");

        Assert.Equal(0, await instance.PassAsync(5));

        Assert.Equal(writes, _table.Writes);
    }

    [Fact]
    public async Task CountAsync_WhenStorageGoesDownMidway_GoesOnWithWhatIsKnown()
    {
        var instance = Create();
        var before = await instance.PassAsync(15);
        BreakStorage();

        var during = await instance.PassAsync(15);

        Assert.Equal((15, 5), (before, during));
    }

    [Fact]
    public async Task CountAsync_WhenStorageIsBack_RemembersWhatItDidWithout()
    {
        var (first, second) = (Create(), Create());
        BreakStorage();
        await first.PassAsync(15);
        RepairStorage();

        _clock.Advance(TimeSpan.FromSeconds(3));
        await first.WriteAsync();

        Assert.Equal(5, await second.PassAsync(10));
    }

    [Fact]
    public async Task CountAsync_WhileTokensAreLeft_ReservesThemAndOverdrawsByOneAnswerAtTheMost()
    {
        _limits.TokensPerDay = 1000;
        var instance = Create();

        var first = await instance.CountAsync(tokens: 999);
        var second = await instance.CountAsync(tokens: 5000);
        var third = await instance.CountAsync(tokens: 1);

        Assert.True(first.MayGenerate);
        Assert.True(second.MayGenerate);
        Assert.True(third.IsAdmitted);
        Assert.False(third.MayGenerate);
        Assert.Equal(new QuotaStatus(1000, 0, new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero) - Start), third.Tokens);
    }

    [Fact]
    public async Task Dispose_OfAnAnswer_ReplacesTheReservationOnceAndOnAllInstances()
    {
        _limits.TokensPerDay = 1000;
        var (first, second) = (Create(), Create());
        var answer = await first.CountAsync(tokens: 3000);
        var meanwhile = await second.CountAsync(tokens: 1);

        LedgerInstance.End(answer, usedTokens: 400);
        LedgerInstance.End(answer, usedTokens: 0);
        await first.WriteAsync();
        var then = await second.CountAsync(tokens: 600);
        var last = await first.CountAsync(tokens: 1);

        Assert.False(meanwhile.MayGenerate);
        Assert.True(then.MayGenerate);
        Assert.False(last.MayGenerate);
    }

    [Fact]
    public async Task Dispose_OfAnAnswer_GoesAlongWithTheCallersNextRequest()
    {
        var instance = Create();
        var answer = await instance.CountAsync(tokens: 3000);
        LedgerInstance.End(answer, usedTokens: 100);
        await instance.CountAsync(tokens: 3000);
        var writes = _table.Writes;

        await instance.WriteAsync();

        Assert.Equal(2, writes);
        Assert.Equal(2, _table.Writes);
        Assert.Equal(3100L, Assert.Single(_table.Rows)["Tokens"]);
    }

    [Fact]
    public async Task Dispose_OfYesterdaysAnswer_LeavesTodaysTokensAlone()
    {
        var instance = Create();
        var yesterday = await instance.CountAsync(tokens: 3000);
        _clock.Advance(TimeSpan.FromDays(1));
        await instance.CountAsync(tokens: 500);

        LedgerInstance.End(yesterday, usedTokens: 0);
        await instance.WriteAsync();

        Assert.Equal(500L, Assert.Single(_table.Rows)["Tokens"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CountAsync_WhenAWriteCommitsThoughItsReplyNeverCame_CountsItOnce(bool anotherInstanceWritesBetween)
    {
        var (instance, another) = (Create(), Create());
        var expected = 4;
        for (var request = 0; request < 4; request++)
        {
            if (request % 2 == 0) _table.AfterWrite = () => throw Failures.NoConnection();
            await instance.CountAsync(tokens: 1010);
            if (anotherInstanceWritesBetween) expected += (await another.CountAsync(tokens: 1010)).IsAdmitted ? 1 : 0;
            _clock.Advance(TimeSpan.FromSeconds(3));
        }

        await instance.WriteAsync();

        Assert.Equal((expected, expected * 1010L), Counted());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CountAsync_WhenAWriteCommitsLate_CountsItOnce(bool beforeTheNext)
    {
        var instance = Create();
        await instance.CountAsync(tokens: 1010);
        _table.HoldsNextWrite = true;
        await instance.CountAsync(tokens: 1010);
        var isCommitted = false;
        if (beforeTheNext) _table.BeforeWrite = () => isCommitted = _table.CommitHeld();

        await instance.CountAsync(tokens: 1010);
        if (!beforeTheNext) isCommitted = _table.CommitHeld();

        Assert.Equal(beforeTheNext, isCommitted);
        Assert.Equal((3, 3030L), Counted());
    }

    [Fact]
    public async Task CountAsync_WhenSeveralWritesAreInDoubt_CountsEachOnce()
    {
        var instance = Create();
        _table.HoldsNextWrite = true;
        await instance.CountAsync(tokens: 1);
        _table.BeforeWrite = () => _table.CommitHeld();
        _table.AfterWrite = () => throw Failures.NoConnection();
        await instance.CountAsync(tokens: 10);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await instance.CountAsync(tokens: 100);

        await instance.WriteAsync();

        Assert.Equal((3, 111L), Counted());
    }

    [Fact]
    public async Task Dispose_OfAnAnswerWhoseReservationIsInDoubt_LeavesWhatItUsed()
    {
        var instance = Create();
        _table.AfterWrite = () => throw Failures.NoConnection();
        var answer = await instance.CountAsync(tokens: 3000);
        LedgerInstance.End(answer, usedTokens: 40);

        await instance.WriteAsync();

        Assert.Equal((1, 40L), Counted());
    }

    [Fact]
    public async Task CountAsync_WhenTheProcessDiedDuringAnAnswer_HasItsTokensAgainAfterTheLongestRun()
    {
        _limits.TokensPerDay = 1000;
        await Create().CountAsync(tokens: 5000);
        var instance = Create();

        _clock.Advance(LedgerInstance.LongestRun - TimeSpan.FromSeconds(1));
        var before = await instance.CountAsync(tokens: 1);
        _clock.Advance(TimeSpan.FromSeconds(20));
        var after = await instance.CountAsync(tokens: 1);

        Assert.False(before.MayGenerate);
        Assert.True(after.MayGenerate);
    }

    [Fact]
    public async Task Dispose_OfAnAnswerAfterItsReservationIsOver_StillCountsWhatItUsed()
    {
        _limits.TokensPerDay = 1000;
        var (instance, another) = (Create(), Create());
        var answer = await instance.CountAsync(tokens: 5000);
        _clock.Advance(2 * LedgerInstance.LongestRun);
        await another.CountAsync(tokens: 1);

        LedgerInstance.End(answer, usedTokens: 2000);
        await instance.WriteAsync();

        Assert.False((await another.CountAsync(tokens: 1)).MayGenerate);
    }

    [Fact]
    public async Task CountAsync_OfVeryManyAnswersAtOnce_KeepsTheRowSmall()
    {
        _limits.PermitLimit = int.MaxValue;
        _limits.TokensPerDay = int.MaxValue;
        var instance = Create();

        for (var request = 0; request < 2000; request++)
        {
            await instance.CountAsync(tokens: 3000);
            _clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.All(Assert.Single(_table.Rows).Select(column => column.Value).OfType<string>(), text => Assert.InRange(text.Length, 0, 4000));
        Assert.Equal(2000 * 3000L, Counted().Tokens);
    }

    [Fact]
    public async Task Dispose_WhenTheProcessDiesBeforeItIsWritten_LeavesTheReservation()
    {
        var answer = await Create().CountAsync(tokens: 3000);

        LedgerInstance.End(answer, usedTokens: 100);

        Assert.Equal(3000L, Assert.Single(_table.Rows)["Tokens"]);
    }

    [Fact]
    public async Task CountAsync_OfARow_SaysWhenItMayBeSwept()
    {
        await Create().CountAsync();

        var expiresAt = Assert.Single(_table.Rows).GetDateTimeOffset("ExpiresAt");
        Assert.True(expiresAt > new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));
        Assert.True(expiresAt < new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task CountAsync_TurnedOff_LimitsNobodyAndAsksStorageNothing()
    {
        _limits.Enabled = false;

        var lease = await Create().CountAsync();

        Assert.True(lease.MayGenerate);
        Assert.Null(lease.Requests);
        Assert.Equal(0, _table.Writes);
    }

    // The current values of the row.
    private (int Requests, long Tokens) Counted()
    {
        var row = Assert.Single(_table.Rows);
        return (RequestLog.Parse(row.GetString("Requests")).Count, row.GetInt64("Tokens")!.Value);
    }

    private LedgerInstance Create(FakeTimeProvider? clock = null) => new(_table, clock ?? _clock, _limits);

    private void BreakStorage() => _table.BeforeWrite = () =>
    {
        BreakStorage();
        throw new RequestFailedException(503, "Down.");
    };

    private void RepairStorage() => _table.BeforeWrite = null;
}
