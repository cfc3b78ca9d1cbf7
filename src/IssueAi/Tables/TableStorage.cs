using Azure;
using Azure.Data.Tables;
using IssueAi.Resilience;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tables;

/// <summary>
/// Runs all operations on the tables, each with a time limit and behind a circuit breaker: storage that is slow or down must
/// never delay a generation.
/// </summary>
internal sealed partial class TableStorage(TableServiceClient service, TimeProvider clock, ILogger<TableStorage> logger)
{
    /// <summary>How long a single operation may take, all tries and the wait for its turn together.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <summary>After how long without a reply a repeatable operation is sent once more, beside the first try.</summary>
    public static readonly TimeSpan HedgeTime = TimeSpan.FromSeconds(1);

    /// <summary>How long the service may scan for a page: it takes up to 5 s before it gives a page that has room left.</summary>
    public static readonly TimeSpan ScanTimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>How many operations may be sent twice at first, and at most in a row.</summary>
    public const int HedgeReserve = 10;

    private const int FailuresToOpen = 2;
    private const int OperationsPerHedge = 10;

    private static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(2);

    private readonly CircuitBreaker _circuit = new(FailuresToOpen, OpenTime, clock);
    private readonly HedgeBudget _hedges = new(HedgeReserve, OperationsPerHedge);
    private readonly OutageReport _outage = new(OpenTime, clock);
    private readonly OperationLanes _lanes = new(clock, logger);

    /// <summary>Gets a value indicating whether the circuit breaker lets an operation through.</summary>
    public bool IsAvailable => _circuit.IsAvailable;

    /// <summary>Runs one operation on a table, which is created if it doesn't exist.</summary>
    /// <exception cref="StorageUnavailableException">Storage can't be reached, is too slow or refuses access, or the circuit breaker is open.</exception>
    /// <exception cref="RequestFailedException">Storage answered with status 404, 409 or 412.</exception>
    public async Task<T> RunAsync<T>(
        string table,
        Func<TableClient, CancellationToken, Task<T>> operation,
        CancellationToken cancellationToken,
        OperationKind kind = OperationKind.Repeatable,
        OperationLane lane = OperationLane.Awaited)
    {
        if (!_circuit.IsAvailable) throw CircuitOpen();
        using var turn = await _lanes.EnterAsync(lane, cancellationToken);
        return await RunGuardedAsync(service.GetTableClient(table), operation, kind, turn.Waited, cancellationToken);
    }

    private static async Task<T> RunOrCreateTableAsync<T>(
        TableClient table, Func<TableClient, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation(table, cancellationToken);
        }
        catch (RequestFailedException exception) when (StorageFailures.IsTableMissing(exception))
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            return await operation(table, cancellationToken);
        }
    }

    // The first try isn't given up: a storage that is merely slow would otherwise be taken for one that is down. Of a write that both
    // tries commit, the second one is refused, and its caller then finds its own row.
    private async Task<T> RunHedgedAsync<T>(
        TableClient table, Func<TableClient, CancellationToken, Task<T>> operation, CancellationTokenSource tries)
    {
        var first = RunOrCreateTableAsync(table, operation, tries.Token);
        try
        {
            var reply = await first.WaitAsync(HedgeTime, clock);
            _hedges.Earn();
            return reply;
        }
        catch (TimeoutException)
        {
            if (first.IsCompleted || !_hedges.TrySpend()) return await first;
        }

        var second = RunOrCreateTableAsync(table, operation, tries.Token);
        var winner = await Task.WhenAny(first, second);
        if (winner.Exception?.InnerException is { } failure && StorageFailures.IsUnavailable(failure)) winner = winner == first ? second : first;
        try
        {
            return await winner;
        }
        finally
        {
            await tries.CancelAsync();
        }
    }

    private async Task<T> RunGuardedAsync<T>(
        TableClient table,
        Func<TableClient, CancellationToken, Task<T>> operation,
        OperationKind kind,
        TimeSpan waited,
        CancellationToken cancellationToken)
    {
        if (!_circuit.TryEnter(out _)) throw CircuitOpen();
        try
        {
            var result = await RunInTimeAsync(table, operation, kind, waited, cancellationToken);
            Succeed();
            return result;
        }
        catch (RequestFailedException)
        {
            // An answer that a store expects.
            Succeed();
            throw;
        }
        catch (StorageUnavailableException exception)
        {
            if (kind == OperationKind.Scan) _circuit.Abandon();
            else if (!StorageFailures.IsOutage(exception.InnerException!)) Succeed();
            else Fail(exception.InnerException!);
            throw;
        }
        catch
        {
            _circuit.Abandon();
            throw;
        }
    }

    private async Task<T> RunInTimeAsync<T>(
        TableClient table,
        Func<TableClient, CancellationToken, Task<T>> operation,
        OperationKind kind,
        TimeSpan waited,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(kind == OperationKind.Scan ? ScanTimeLimit : TimeLimit - waited, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return kind == OperationKind.Repeatable
                ? await RunHedgedAsync(table, operation, either)
                : await RunOrCreateTableAsync(table, operation, either.Token);
        }
        catch (Exception exception) when (StorageFailures.IsUnavailable(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new StorageUnavailableException(
                limit.IsCancellationRequested ? "Table storage didn't answer in time." : "Table storage can't be used.", exception);
        }
    }

    private void Succeed()
    {
        _circuit.Succeed();
        if (_outage.TryEnd()) Log.StorageBack(logger);
    }

    private static StorageUnavailableException CircuitOpen() => new("Table storage failed a moment ago; the circuit breaker is open.");

    private void Fail(Exception failure)
    {
        var hasOpened = _circuit.Fail();
        if (_outage.TryBegin(hasOpened)) Log.StorageDown(logger, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Table storage is unavailable. Until it is back, responses are neither cached nor recorded, and issues aren't stored.")]
        public static partial void StorageDown(ILogger logger, Exception? exception);

        [LoggerMessage(2, LogLevel.Information, "Table storage is back.")]
        public static partial void StorageBack(ILogger logger);
    }
}
