using System.Globalization;
using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Options;

namespace IssueAi.RateLimiting;

/// <summary>The callers' usage in table <c>RateLimits</c>, one partition per caller.</summary>
internal sealed class CallerUseStore(TableStorage storage, StorageTime time, TimeProvider clock, IOptions<RateLimitOptions> options)
{
    private const string RowKey = "use";
    private const string RequestsColumn = "Requests";
    private const string DayColumn = "Day";
    private const string TokensColumn = "Tokens";
    private const string ReservedColumn = "Reserved";
    private const string WritesColumn = "Writes";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Gets a value indicating whether storage may be asked: it hasn't failed a moment ago.</summary>
    public bool IsAvailable => storage.IsAvailable;

    public async Task<StoredUse> ReadAsync(string partition)
    {
        var askedAt = clock.GetUtcNow();
        var found = await storage.FindAsync(TableNames.RateLimits, partition, RowKey, CancellationToken.None);
        time.Observe(found.GetRawResponse(), askedAt);
        if (!found.HasValue) return StoredUse.None;

        var row = found.Value!;
        var reservations = TokenReservations.Parse(row.GetString(ReservedColumn));
        var use = new CallerUse(
            RequestLog.Parse(row.GetString(RequestsColumn)),
            DateOnly.ParseExact(row.GetString(DayColumn), DayFormat, CultureInfo.InvariantCulture),
            (row.GetInt64(TokensColumn) ?? 0) - reservations.Total,
            reservations);
        return new(use, row.ETag, row.GetString(WritesColumn)?.Split(';') ?? []);
    }

    /// <summary>Writes a caller's usage if the row hasn't changed.</summary>
    /// <returns>The row's new version; null when another instance changed it.</returns>
    public async Task<ETag?> TryWriteAsync(string partition, StoredUse next)
    {
        var row = new TableEntity(partition, RowKey)
        {
            [RequestsColumn] = next.Use.Requests.ToString(),
            [DayColumn] = next.Use.Day.ToString(DayFormat, CultureInfo.InvariantCulture),
            [TokensColumn] = next.Use.Tokens,
            [ReservedColumn] = next.Use.Reservations.ToString(),
            [WritesColumn] = string.Join(';', next.Writes),
            [Columns.ExpiresAt] = ExpiryOf(next.Use),
        };
        return next.Tag is { } tag
            ? await storage.UpdateAsync(TableNames.RateLimits, row, tag, TableUpdateMode.Replace, CancellationToken.None)
            : await storage.InsertAsync(TableNames.RateLimits, row, CancellationToken.None);
    }

    // Well after nothing in the row counts any more.
    private DateTimeOffset ExpiryOf(CallerUse use)
    {
        var endOfWindow = time.UtcNow + options.Value.Window;
        var endOfDay = CallerUse.EndOf(use.Day);
        return (endOfWindow > endOfDay ? endOfWindow : endOfDay).AddHours(1);
    }
}
