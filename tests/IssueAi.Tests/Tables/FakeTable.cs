using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;

namespace IssueAi.Tests.Tables;

/// <summary>A table in memory with optional faults. It supports the filters of the product's queries.</summary>
internal sealed partial class FakeTable(TimeProvider serviceClock) : TableClient
{
    private readonly SortedDictionary<(string Partition, string Row), TableEntity> _rows = new(new ByKeys());
    private readonly Lock _gate = new();
    private IReadOnlyList<TableTransactionAction> _held = [];
    private int _version;

    /// <summary>Gets or sets an action before the next write; it may throw, or write itself.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>Gets or sets an action after the next write is applied; an exception simulates a lost reply.</summary>
    public Action? AfterWrite { get; set; }

    /// <summary>Gets or sets a value indicating whether the next write is delayed: its connection breaks, and <see cref="CommitHeld"/> applies it.</summary>
    public bool HoldsNextWrite { get; set; }

    /// <summary>Gets or sets an action after each page of a query.</summary>
    public Action? AfterPage { get; set; }

    /// <summary>Gets or sets how many rows a page may have.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>Gets or sets a value indicating whether the service can't be reached.</summary>
    public Func<bool> IsDown { get; set; } = () => false;

    public int Writes { get; private set; }

    /// <summary>Gets the number of reads of a single row.</summary>
    public int Reads { get; private set; }

    public IEnumerable<TableEntity> Rows
    {
        get
        {
            lock (_gate) return [.. _rows.Values];
        }
    }

    public void Clear() => _rows.Clear();

    /// <summary>Applies the delayed write if its condition still holds.</summary>
    /// <returns>Whether it was applied.</returns>
    public bool CommitHeld()
    {
        lock (_gate)
        {
            try
            {
                foreach (var action in _held) Check(action);
            }
            catch (RequestFailedException)
            {
                return false;
            }

            foreach (var action in _held) Apply(action);
            return true;
        }
    }

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        Task.FromResult(Write([new(TableTransactionActionType.Add, entity)])[0]);

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Task.FromResult(Write([new(TableTransactionActionType.UpdateMerge, entity, ifMatch)])[0]);

    public override Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        Task.FromResult(Write([new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity)])[0]);

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Task.FromResult(Response.FromValue<IReadOnlyList<Response>>(Write([.. transactionActions]), Reply(202)));

    public override Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        FailIfDown();
        Take(() => BeforeWrite, () => BeforeWrite = null);
        lock (_gate)
        {
            if (_rows.TryGetValue((partitionKey, rowKey), out var row) && ifMatch != ETag.All && ifMatch != row.ETag) throw Failures.Changed();
            return Task.FromResult<Response>(Reply(_rows.Remove((partitionKey, rowKey)) ? 204 : 404));
        }
    }

    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        FailIfDown();
        lock (_gate)
        {
            Reads++;
            return Task.FromResult(_rows.TryGetValue((partitionKey, rowKey), out var row)
                ? Response.FromValue((T)(object)Copy(row), Reply(200))
                : (NullableResponse<T>)new NothingFound<T>(Reply(404)));
        }
    }

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        new Reading<T>(
            this,
            Partition().Match(filter ?? "").Groups["partition"].Value,
            After().Match(filter ?? "").Groups["row"].Value,
            Not().Match(filter ?? "").Groups["row"].Value,
            OfTenant().Match(filter ?? "").Groups["tenant"].Value);

    [GeneratedRegex("PartitionKey eq '(?<partition>[^']*)'")]
    private static partial Regex Partition();

    [GeneratedRegex("Tenant eq '(?<tenant>[^']*)'")]
    private static partial Regex OfTenant();

    [GeneratedRegex("RowKey gt '(?<row>[^']*)'")]
    private static partial Regex After();

    [GeneratedRegex("RowKey ne '(?<row>[^']*)'")]
    private static partial Regex Not();

    private static (string Partition, string Row) KeysOf(ITableEntity row) => (row.PartitionKey, row.RowKey);

    private static TableEntity Copy(TableEntity row) => new(row) { ETag = row.ETag, Timestamp = row.Timestamp };

    private List<Response> Write(IReadOnlyList<TableTransactionAction> actions)
    {
        FailIfDown();
        Take(() => BeforeWrite, () => BeforeWrite = null);
        if (HoldsNextWrite)
        {
            (HoldsNextWrite, _held) = (false, actions);
            throw Failures.NoConnection();
        }

        List<Response> replies;
        lock (_gate)
        {
            foreach (var action in actions) Check(action);
            replies = [.. actions.Select(Apply)];
            Writes++;
        }

        Take(() => AfterWrite, () => AfterWrite = null);
        return replies;
    }

    private void FailIfDown()
    {
        if (IsDown()) throw Failures.NoConnection();
    }

    private static void Take(Func<Action?> get, Action clear)
    {
        var hook = get();
        clear();
        hook?.Invoke();
    }

    private void Check(TableTransactionAction action)
    {
        var found = _rows.GetValueOrDefault(KeysOf(action.Entity));
        if (action.ActionType == TableTransactionActionType.Add && found is not null) throw Failures.Conflict();
        if (action.ActionType is not (TableTransactionActionType.UpdateMerge or TableTransactionActionType.Delete)) return;
        if (found is null) throw Failures.NotFound();
        if (action.ETag != ETag.All && found.ETag != action.ETag) throw Failures.Changed();
    }

    private Response Apply(TableTransactionAction action)
    {
        var row = (TableEntity)action.Entity;
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            _rows.Remove(KeysOf(row));
            return Reply(204);
        }

        var isMerge = action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        var written = isMerge && _rows.TryGetValue(KeysOf(row), out var before) ? Copy(before) : new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row) written[name] = value;
        written.ETag = new ETag($"W/\"{++_version}\"");
        written.Timestamp = serviceClock.GetUtcNow();
        _rows[KeysOf(row)] = written;
        return new FakeResponse(204, serviceClock.GetUtcNow(), written.ETag);
    }

    private FakeResponse Reply(int status) => new(status, serviceClock.GetUtcNow());

    private sealed class Reading<T>(FakeTable table, string partition, string afterRow, string notRow, string tenant) : AsyncPageable<T>
        where T : notnull
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.Yield();
            table.FailIfDown();
            var rows = table.Rows
                .Where(row => tenant.Length == 0 || row.GetString("Tenant") == tenant)
                .Where(row => notRow.Length == 0 || row.RowKey != notRow)
                .Where(row => row.PartitionKey == partition && string.CompareOrdinal(row.RowKey, afterRow) > 0 && string.CompareOrdinal(row.RowKey, continuationToken) >= 0)
                .Take(table.PageSize + 1)
                .ToList();
            var values = rows.Take(table.PageSize).Select(row => (T)(object)Copy(row)).ToList();
            var page = Page<T>.FromValues(values, rows.Count > table.PageSize ? rows[^1].RowKey : null, table.Reply(200));
            table.AfterPage?.Invoke();
            yield return page;
        }
    }

    private sealed class ByKeys : IComparer<(string Partition, string Row)>
    {
        public int Compare((string Partition, string Row) x, (string Partition, string Row) y) =>
            string.CompareOrdinal(x.Partition, y.Partition) is not 0 and var order ? order : string.CompareOrdinal(x.Row, y.Row);
    }
}
