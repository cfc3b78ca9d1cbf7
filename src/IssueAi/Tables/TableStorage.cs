using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace IssueAi.Tables;

/// <summary>
/// The only way to the tables. Whatever happens there, a caller learns it within the time limit: storage that is slow or
/// down must never hold up a generation.
/// </summary>
internal sealed partial class TableStorage
{
    /// <summary>How long a single operation may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    private const int FailuresToBreak = 2;

    private static readonly TimeSpan BreakTime = TimeSpan.FromSeconds(2);

    private readonly TableServiceClient _service;
    private readonly TimeProvider _clock;
    private readonly ILogger<TableStorage> _logger;
    private readonly ResiliencePipeline _circuit;
    private readonly CircuitBreakerStateProvider _circuitState = new();
    private long _closedAgainAt;
    private int _failures;
    private bool _isDown;

    public TableStorage(TableServiceClient service, TimeProvider clock, ILogger<TableStorage> logger)
    {
        _service = service;
        _clock = clock;
        _logger = logger;
        _circuit = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(IsOutage(arguments.Outcome.Exception) && Volatile.Read(ref _failures) >= FailuresToBreak),

                // What counts is failures in a row, counted here; a share of all calls would take one of two for an outage.
                MinimumThroughput = FailuresToBreak,
                FailureRatio = double.Epsilon,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = BreakTime,
                StateProvider = _circuitState,
                OnOpened = OnOpened,
                OnClosed = OnClosed,
            })
            .Build();
    }

    /// <summary>Gets a value indicating whether a call would be tried now, rather than fail at once.</summary>
    public bool IsAvailable =>
        _circuitState.CircuitState != CircuitState.Open || _clock.GetTimestamp() >= Volatile.Read(ref _closedAgainAt);

    /// <summary>Runs one operation on a table, which is created if it isn't there.</summary>
    /// <exception cref="StorageUnavailableException">Storage can't be reached, is too slow, refuses us, or is known to be down.</exception>
    /// <exception cref="RequestFailedException">With status 404, 409 or 412: storage answered so.</exception>
    public async Task<T> RunAsync<T>(
        string table, Func<TableClient, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _circuit.ExecuteAsync(
                async token => await RunInTimeAsync(_service.GetTableClient(table), operation, token), cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            throw new StorageUnavailableException("Table storage failed a moment ago and isn't asked for now.", exception);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(string table, Func<TableClient, CancellationToken, Task> operation, CancellationToken cancellationToken) =>
        RunAsync(
            table,
            async (client, token) =>
            {
                await operation(client, token);
                return true;
            },
            cancellationToken);

    /// <summary>Reads what a filter selects, page by page, each page an operation of its own.</summary>
    /// <exception cref="StorageUnavailableException">As for <see cref="RunAsync{T}"/>.</exception>
    public async IAsyncEnumerable<Page<TableEntity>> QueryAsync(
        string table,
        string filter,
        int? pageSize = null,
        IEnumerable<string>? columns = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? continuation = null;
        do
        {
            var page = await RunAsync(table, (client, token) => ReadPageAsync(client, continuation, token), cancellationToken);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));

        async Task<Page<TableEntity>> ReadPageAsync(TableClient client, string? from, CancellationToken token)
        {
            await using var pages = client.QueryAsync<TableEntity>(filter, pageSize, columns, token).AsPages(from).GetAsyncEnumerator(token);
            return await pages.MoveNextAsync() ? pages.Current : throw new InvalidOperationException("The client gave no page.");
        }
    }

    /// <summary>Asks storage for a row that isn't there.</summary>
    /// <returns>Whether storage answered.</returns>
    public async Task<bool> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(
                TableNames.CacheKeys,
                (client, token) => client.GetEntityIfExistsAsync<TableEntity>("probe", "probe", [Columns.RowKey], token),
                cancellationToken);
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private static bool IsOutage(Exception? exception) =>
        exception is StorageUnavailableException { InnerException: { } cause } && StorageFailures.IsOutage(cause);

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

    private async Task<T> RunInTimeAsync<T>(
        TableClient table, Func<TableClient, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await RunOrCreateTableAsync(table, operation, either.Token);
            Volatile.Write(ref _failures, 0);
            return result;
        }
        catch (RequestFailedException exception) when (!StorageFailures.IsUnavailable(exception))
        {
            Volatile.Write(ref _failures, 0);
            throw;
        }
        catch (Exception exception) when (StorageFailures.IsUnavailable(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (StorageFailures.IsOutage(exception)) Interlocked.Increment(ref _failures);
            throw new StorageUnavailableException(
                limit.IsCancellationRequested ? "Table storage didn't answer in time." : "Table storage can't be used.", exception);
        }
    }

    private ValueTask OnOpened(OnCircuitOpenedArguments<object> opened)
    {
        Volatile.Write(ref _closedAgainAt, _clock.GetTimestamp() + (long)(BreakTime.TotalSeconds * _clock.TimestampFrequency));

        // Each failed probe opens the circuit anew; that isn't news.
        if (!_isDown) Log.StorageDown(_logger, opened.Outcome.Exception?.InnerException);
        _isDown = true;
        return ValueTask.CompletedTask;
    }

    private ValueTask OnClosed(OnCircuitClosedArguments<object> closed)
    {
        _isDown = false;
        Log.StorageBack(_logger);
        return ValueTask.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Table storage can't be used; until it is back, answers are neither cached nor recorded, and issues aren't remembered.")]
        public static partial void StorageDown(ILogger logger, Exception? exception);

        [LoggerMessage(2, LogLevel.Information, "Table storage is back.")]
        public static partial void StorageBack(ILogger logger);
    }
}
