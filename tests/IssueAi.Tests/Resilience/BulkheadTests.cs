using IssueAi.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Resilience;

public sealed class BulkheadTests
{
    private const int Least = 2;
    private const int Step = 3;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly Bulkhead _bulkhead;

    public BulkheadTests() => _bulkhead = new Bulkhead(Least, Step, Period, _clock);

    [Fact]
    public async Task RunAsync_AllPlacesTaken_WaitsForACallToEnd()
    {
        var calls = Begin(Least + 2);
        Assert.Equal([true, true, false, false], HaveBegun(calls));

        calls[1].End();
        await calls[2].Began.WaitAsync(Limit);
        Assert.False(calls[3].Began.IsCompleted);

        calls[2].End();
        await calls[3].Began.WaitAsync(Limit);
    }

    [Fact]
    public async Task RunAsync_CallFails_GivesItsPlaceAway()
    {
        for (var time = 0; time <= Least; time++)
        {
            await Assert.ThrowsAsync<IOException>(() => _bulkhead.RunAsync(() => Task.FromException<int>(new IOException()), CancellationToken.None).WaitAsync(Limit));
        }
    }

    [Fact]
    public async Task RunAsync_CallerInLineGivesUp_NeverRunsItsCall()
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
    public async Task RunAsync_CallerHasGivenUpBefore_TakesNoPlace()
    {
        var late = new Call(_bulkhead, new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.Run);

        Assert.Equal([true, true], HaveBegun(Begin(Least)));
    }

    [Fact]
    public async Task RunAsync_NoCallEnds_RunsFurtherOnesStepByStep()
    {
        var calls = Begin(Least + Step + Step);

        _clock.Advance(Period);
        await Task.WhenAll(calls.Take(Least + Step).Select(call => call.Began)).WaitAsync(Limit);
        Assert.All(calls.Skip(Least + Step), call => Assert.False(call.Began.IsCompleted));

        _clock.Advance(Period);
        await Task.WhenAll(calls.Select(call => call.Began)).WaitAsync(Limit);
    }

    [Fact]
    public async Task RunAsync_LineEmptiesInEachPeriod_KeepsTheLimit()
    {
        for (var period = 0; period < 5; period++)
        {
            await EndAsync(Begin(Least + 1));
            _clock.Advance(Period);
        }

        Assert.Equal([true, true, false], HaveBegun(Begin(Least + 1)));
    }

    [Fact]
    public async Task RunAsync_LineIsGone_ShrinksTheLimit()
    {
        var calls = Begin(Least + Step + Step + 1);
        _clock.Advance(Period);
        _clock.Advance(Period);
        await EndAsync(calls);

        _clock.Advance(Period);
        _clock.Advance(Period);

        Assert.Equal([true, true, false], HaveBegun(Begin(Least + 1)));
    }

    private static bool[] HaveBegun(IEnumerable<Call> calls) => [.. calls.Select(call => call.Began.IsCompleted)];

    private static Task EndAsync(Call[] calls)
    {
        foreach (var call in calls) call.End();
        return Task.WhenAll(calls.Select(call => call.Run)).WaitAsync(Limit);
    }

    private Call[] Begin(int count) => [.. Enumerable.Range(0, count).Select(_ => new Call(_bulkhead, CancellationToken.None))];

    private sealed class Call
    {
        private readonly TaskCompletionSource _began = new();
        private readonly TaskCompletionSource<int> _end = new();

        public Call(Bulkhead bulkhead, CancellationToken cancellationToken) => Run = bulkhead.RunAsync(BeginAsync, cancellationToken);

        public Task Began => _began.Task;

        public Task Run { get; }

        public void End() => _end.TrySetResult(0);

        private Task<int> BeginAsync()
        {
            _began.SetResult();
            return _end.Task;
        }
    }
}
