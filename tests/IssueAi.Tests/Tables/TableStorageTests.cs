using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using IssueAi.Tables;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Tables;

public sealed class TableStorageTests
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly Mock<TableClient> _table = new();
    private readonly TableStorage _storage;
    private readonly TaskCompletionSource _secondTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private OperationLane _lastLane;

    public TableStorageTests() => _storage = Storages.Over(_table.Object, _clock);

    public static TheoryData<Exception> Outages =>
    [
        Failures.NoConnection(),
        Failures.Status(408),
        Failures.Status(429),
        Failures.Status(500),
        Failures.Status(503, "ServerBusy"),
        Failures.Status(403, "AuthenticationFailed"),
        Failures.Status(409, "TableBeingDeleted"),
        new AggregateException(Failures.NoConnection()),
        new TaskCanceledException(),
        new IOException(),
        new AuthenticationFailedException("No sign-in."),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task RunAsync_StorageFails_IsUnavailable(Exception failure)
    {
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(failure));

        Assert.Same(failure, thrown.InnerException);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task RunAsync_StorageAnswersNo_PassesTheAnswerAndStaysAvailable(int status)
    {
        for (var call = 0; call < 5; call++)
        {
            var thrown = await Assert.ThrowsAsync<RequestFailedException>(() => RunAsync(Failures.Status(status)));
            Assert.Equal(status, thrown.Status);
        }

        Assert.True(_storage.IsAvailable);
    }

    [Fact]
    public async Task RunAsync_TwoFailures_FailsAtOnceUntilAProbeSucceeds()
    {
        await FailAsync();
        await FailAsync();

        await FailAsync();
        Assert.Equal((2, false), (_calls, _storage.IsAvailable));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_storage.IsAvailable);
        await FailAsync();
        await FailAsync();
        Assert.Equal((3, false), (_calls, _storage.IsAvailable));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(7, await _storage.RunAsync("Any", (_, _) => Task.FromResult(7), Token));
        Assert.True(_storage.IsAvailable);
    }

    [Fact]
    public async Task RunAsync_FailuresAmongSuccesses_StaysAvailable()
    {
        for (var call = 0; call < 5; call++)
        {
            await FailAsync();
            await _storage.RunAsync("Any", (_, _) => Task.FromResult(7), Token);
        }

        Assert.Equal((5, true), (_calls, _storage.IsAvailable));
    }

    [Fact]
    public async Task RunAsync_RefusedInput_DoesNotCountAsAnOutage()
    {
        for (var call = 0; call < 5; call++) await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(Failures.Status(400)));

        Assert.Equal((5, true), (_calls, _storage.IsAvailable));
    }

    [Fact]
    public async Task RunAsync_NoAnswer_GivesUpInTime()
    {
        var run = _storage.RunAsync("Any", (_, token) => new TaskCompletionSource<int>().Task.WaitAsync(token), Token);
        Assert.False(run.IsCompleted);

        _clock.Advance(TableStorage.TimeLimit);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RunAsync_NoReplyForASecond_TriesOnceMoreAndTakesTheFirstReply(int answering)
    {
        TaskCompletionSource<int>[] tries = [new(), new()];
        var run = _storage.RunAsync("Any", (_, token) => Note(tries[_calls++].Task.WaitAsync(token)), Token);
        _clock.Advance(TableStorage.HedgeTime);
        await _secondTry.Task.WaitAsync(Limit);

        tries[answering - 1].SetResult(7);

        Assert.Equal(7, await run);
    }

    [Fact]
    public async Task RunAsync_StorageIsSlowForAll_TriesOnlyAFewOnceMore()
    {
        var replies = Enumerable.Range(0, OperationLanes.Places).Select(_ => new TaskCompletionSource<int>()).ToList();
        var (calls, lastHedge) = (0, new TaskCompletionSource());
        var runs = replies.ConvertAll(reply => _storage.RunAsync("Any", (_, _) => Count(reply.Task), Token));
        _clock.Advance(TableStorage.HedgeTime);
        await lastHedge.Task.WaitAsync(Limit);

        replies.ForEach(reply => reply.SetResult(7));

        Assert.All(await Task.WhenAll(runs), reply => Assert.Equal(7, reply));
        Assert.Equal(replies.Count + TableStorage.HedgeReserve, calls);

        Task<int> Count(Task<int> reply)
        {
            if (Interlocked.Increment(ref calls) == replies.Count + TableStorage.HedgeReserve) lastHedge.TrySetResult();
            return reply;
        }
    }

    [Theory]
    [InlineData(nameof(OperationKind.Once))]
    [InlineData(nameof(OperationKind.Scan))]
    public async Task RunAsync_OfWhatMustNotBeRepeated_TriesOnce(string kind)
    {
        var reply = new TaskCompletionSource<int>();
        var run = _storage.RunAsync("Any", (_, _) => Note(_calls++ == 0 ? reply.Task : Task.FromResult(0)), Token, Enum.Parse<OperationKind>(kind));
        _clock.Advance(TableStorage.HedgeTime);
        reply.SetResult(7);

        Assert.Equal((7, 1), (await run, _calls));
    }

    [Fact]
    public async Task RunAsync_SecondTryFails_WaitsForTheFirst()
    {
        var first = new TaskCompletionSource<int>();
        var run = _storage.RunAsync("Any", (_, _) => Note(_calls++ == 0 ? first.Task : Task.FromException<int>(Failures.NoConnection())), Token);
        _clock.Advance(TableStorage.HedgeTime);
        await _secondTry.Task.WaitAsync(Limit);

        first.SetResult(7);

        Assert.Equal(7, await run);
        Assert.True(_storage.IsAvailable);
    }

    [Fact]
    public async Task RunAsync_RecordingIsBusy_DoesNotHoldUpWhatAClientWaitsFor()
    {
        var end = new TaskCompletionSource<int>();
        var running = Enumerable.Range(0, OperationLanes.Places + 1).Select(_ => HoldAsync(end, OperationLane.Recording)).ToList();
        Assert.Equal(OperationLanes.Places, _calls);

        Assert.Equal(7, await _storage.RunAsync("Any", (_, _) => Task.FromResult(7), Token).WaitAsync(Limit));

        end.SetResult(0);
        await Task.WhenAll(running).WaitAsync(Limit);
    }

    [Fact]
    public async Task RunAsync_NoTurnInTime_IsNotSentAndIsNoOutage()
    {
        var end = new TaskCompletionSource<int>();
        var running = Enumerable.Range(0, 10 * OperationLanes.Places).Select(_ => HoldAsync(end, OperationLane.Awaited)).ToList();
        var isSent = false;
        var unsent = Enumerable.Range(0, 3).Select(_ => _storage.RunAsync("Any", (_, _) => Task.FromResult(isSent = true), Token)).ToList();

        _clock.Advance(OperationLanes.TurnTime);

        foreach (var last in unsent)
        {
            var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => last.WaitAsync(Limit));
            Assert.True(failure.IsUnsent);
        }

        Assert.Equal((false, true), (isSent, _storage.IsAvailable));
        end.SetResult(0);
        await Task.WhenAll(running.Take(OperationLanes.Places)).WaitAsync(Limit);
    }

    [Fact]
    public async Task RunAsync_UrgentOperation_GoesFirst()
    {
        var (first, end) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var running = Enumerable.Range(0, OperationLanes.Places).Select(place => HoldAsync(place == 0 ? first : end, OperationLane.Awaited)).ToList();
        var patient = HoldAsync(end, OperationLane.Awaited);
        var urgent = HoldAsync(end, OperationLane.Urgent);

        first.SetResult(0);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _calls) > OperationLanes.Places, Limit));
        Assert.Equal(OperationLane.Urgent, _lastLane);

        end.SetResult(0);
        await Task.WhenAll([.. running, patient, urgent]).WaitAsync(Limit);
        Assert.Equal(OperationLanes.Places + 2, _calls);
    }

    [Fact]
    public async Task RunAsync_OperationWaitedForItsTurn_HasTheRestOfTheTime()
    {
        var end = new TaskCompletionSource<int>();
        var running = Enumerable.Range(0, OperationLanes.Places).Select(_ => HoldAsync(end, OperationLane.Awaited)).ToList();
        var began = new TaskCompletionSource();
        var waiting = _storage.RunAsync("Any", (_, token) => Begin(token), Token);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        end.SetResult(0);
        await began.Task.WaitAsync(Limit);

        _clock.Advance(TableStorage.TimeLimit - TimeSpan.FromMilliseconds(201));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False((await Assert.ThrowsAsync<StorageUnavailableException>(() => waiting.WaitAsync(Limit))).IsUnsent);
        await Task.WhenAll(running).WaitAsync(Limit);

        Task<int> Begin(CancellationToken token)
        {
            began.TrySetResult();
            return new TaskCompletionSource<int>().Task.WaitAsync(token);
        }
    }

    [Fact]
    public async Task RunAsync_OperationsFail_GivesTheirPlacesBack()
    {
        for (var time = 0; time <= OperationLanes.Places; time++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(Failures.Status(400)).WaitAsync(Limit));
        }

        Assert.Equal(OperationLanes.Places + 1, _calls);
    }

    [Fact]
    public async Task RunAsync_CallerCancels_IsNoOutage()
    {
        using var caller = new CancellationTokenSource();
        var run = _storage.RunAsync("Any", (_, token) => new TaskCompletionSource<int>().Task.WaitAsync(token), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(_storage.IsAvailable);
    }

    [Fact]
    public async Task RunAsync_TableIsMissing_CreatesItAndRunsAgainOnce()
    {
        var thrown = await Assert.ThrowsAsync<RequestFailedException>(() => RunAsync(Failures.TableNotFound()));

        Assert.Equal((2, "TableNotFound"), (_calls, thrown.ErrorCode));
        _table.Verify(table => table.CreateIfNotExistsAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task RunAsync_FaultOfOurs_PassesAsItIs()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new InvalidOperationException()));
    }

    [Fact]
    public async Task ProbeAsync_StorageIsDown_IsFalse()
    {
        _table
            .Setup(table => table.GetEntityIfExistsAsync<TableEntity>(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Failures.NoConnection());

        Assert.False(await _storage.ProbeAsync(Token));
    }

    // Signals the second attempt.
    private Task<int> Note(Task<int> reply)
    {
        if (_calls == 2) _secondTry.TrySetResult();
        return reply;
    }

    // Neither times out nor repeats the operation.
    private Task<int> HoldAsync(TaskCompletionSource<int> end, OperationLane lane) => _storage.RunAsync(
        "Any",
        (_, _) =>
        {
            _lastLane = lane;
            Interlocked.Increment(ref _calls);
            return end.Task;
        },
        Token,
        OperationKind.Once,
        lane);

    private async Task FailAsync() => await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(Failures.NoConnection()));

    private Task<int> RunAsync(Exception failure) => _storage.RunAsync(
        "Any",
        (_, _) =>
        {
            _calls++;
            return Task.FromException<int>(failure);
        },
        Token);
}
