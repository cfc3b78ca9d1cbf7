using IssueAi.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Resilience;

public sealed class BulkheadTests
{
    private const int Least = 8;
    private const int AfterOnePeriod = 10;
    private const int AfterTwoPeriods = 12;
    private const int WhileShrinking = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly Bulkhead _bulkhead;

    public BulkheadTests() => _bulkhead = new Bulkhead(Least, Patience, Period, _clock);

    [Fact]
    public async Task EnterAsync_AllPlacesTaken_WaitsForACallToEnd()
    {
        var calls = Begin(Least + 2);
        Assert.Equal(Least, Begun(calls));

        calls[1].End();
        await calls[Least].Began.WaitAsync(Limit);
        Assert.Equal(Least + 1, Begun(calls));

        calls[Least].End();
        await calls[Least + 1].Began.WaitAsync(Limit);
    }

    [Fact]
    public async Task EnterAsync_UrgentCallComesLater_GoesFirst()
    {
        var running = Begin(Least);
        var patient = Begin(2);
        var urgent = new Call(_bulkhead, CancellationToken.None, isUrgent: true);

        running[0].End();
        await urgent.Began.WaitAsync(Limit);
        Assert.Equal(0, Begun(patient));

        running[1].End();
        await patient[0].Began.WaitAsync(Limit);
        Assert.Equal(1, Begun(patient));
    }

    [Fact]
    public async Task EnterAsync_NoPlaceInTime_NeverRunsTheCall()
    {
        var running = Begin(100 * Least);
        _clock.Advance(Patience);
        var late = running[^1];

        await Assert.ThrowsAsync<TimeoutException>(() => late.Run.WaitAsync(Limit));
        foreach (var call in running) call.End();
        await Task.WhenAll(running.Take(Least).Select(call => call.Run)).WaitAsync(Limit);
        Assert.False(late.Began.IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_CallersInLineGiveUp_DoesNotGrowForThem()
    {
        using var giveUp = new CancellationTokenSource();
        Begin(Least);
        var impatient = new Call(_bulkhead, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.Run.WaitAsync(Limit));

        _clock.Advance(Period);

        Assert.Equal(0, Begun(Begin(1)));
    }

    [Fact]
    public async Task EnterAsync_CallerInLineGivesUp_NeverRunsItsCall()
    {
        using var giveUp = new CancellationTokenSource();
        var running = Begin(Least);
        var impatient = new Call(_bulkhead, giveUp.Token);
        var patient = Begin(1)[0];

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.Run.WaitAsync(Limit));
        running[0].End();
        await patient.Began.WaitAsync(Limit);

        Assert.False(impatient.Began.IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_CallerHasGivenUpBefore_TakesNoPlace()
    {
        var late = new Call(_bulkhead, new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.Run);

        Assert.Equal(Least, Begun(Begin(Least + 1)));
    }

    [Fact]
    public async Task EnterAsync_CallerInLineGivesUpAsItsTurnComes_LosesNoPlace()
    {
        for (var round = 0; round < 50; round++)
        {
            using var giveUp = new CancellationTokenSource();
            var running = Begin(Least);
            var impatient = new Call(_bulkhead, giveUp.Token);
            await Task.WhenAll(Task.Run(giveUp.Cancel), Task.Run(running[0].End));
            impatient.End();
            await Task.WhenAny(impatient.Run).WaitAsync(Limit);
            await EndAsync(running);
        }

        Assert.Equal(Least, Begun(Begin(Least + 1)));
    }

    [Fact]
    public async Task EnterAsync_NoCallEnds_RunsAQuarterMoreAfterEachPeriod()
    {
        var calls = Begin(AfterTwoPeriods + 1);

        _clock.Advance(Period);
        await Task.WhenAll(calls.Take(AfterOnePeriod).Select(call => call.Began)).WaitAsync(Limit);
        Assert.Equal(AfterOnePeriod, Begun(calls));

        _clock.Advance(Period);
        await Task.WhenAll(calls.Take(AfterTwoPeriods).Select(call => call.Began)).WaitAsync(Limit);
        Assert.Equal(AfterTwoPeriods, Begun(calls));
    }

    [Fact]
    public async Task EnterAsync_APlaceIsFreeInEachPeriod_KeepsTheLimit()
    {
        for (var period = 0; period < 5; period++)
        {
            await EndAsync(Begin(Least + 1));
            var calls = Begin(Least + 1);
            _clock.Advance(Period);
            Assert.Equal(Least, Begun(calls));
            await EndAsync(calls);
        }
    }

    [Fact]
    public async Task EnterAsync_NobodyWaits_ShrinksTheLimit()
    {
        var calls = Begin(AfterTwoPeriods + 1);
        _clock.Advance(Period);
        _clock.Advance(Period);
        await EndAsync(calls);

        _clock.Advance(Period);
        Assert.Equal(WhileShrinking, await CountPlacesAsync());

        _clock.Advance(Period);
        Assert.Equal(Least, await CountPlacesAsync());
    }

    private static int Begun(IEnumerable<Call> calls) => calls.Count(call => call.Began.IsCompleted);

    private async Task<int> CountPlacesAsync()
    {
        var calls = Begin(2 * AfterTwoPeriods);
        var places = Begun(calls);
        await EndAsync(calls);
        return places;
    }

    private static Task EndAsync(Call[] calls)
    {
        foreach (var call in calls) call.End();
        return Task.WhenAll(calls.Select(call => call.Run)).WaitAsync(Limit);
    }

    private Call[] Begin(int count) => [.. Enumerable.Range(0, count).Select(_ => new Call(_bulkhead, CancellationToken.None))];

    private sealed class Call
    {
        private readonly TaskCompletionSource _began = new();
        private readonly TaskCompletionSource _end = new();

        public Call(Bulkhead bulkhead, CancellationToken cancellationToken, bool isUrgent = false) => Run = RunAsync(bulkhead, isUrgent, cancellationToken);

        public Task Began => _began.Task;

        public Task Run { get; }

        public void End() => _end.TrySetResult();

        private async Task RunAsync(Bulkhead bulkhead, bool isUrgent, CancellationToken cancellationToken)
        {
            await bulkhead.EnterAsync(isUrgent, cancellationToken);
            _began.SetResult();
            await _end.Task;
            bulkhead.Leave();
        }
    }
}
