using System.Globalization;
using Azure.Data.Tables;
using IssueAi.Tables;

namespace IssueAi.Responses.Storage;

/// <summary>The rows of a response's log: its bytes in order, cut anywhere.</summary>
internal static class ResponseRows
{
    /// <summary>The row with the response's state; it sorts after all rows of the log.</summary>
    public const string Head = "head";

    /// <summary>The row that marks when another instance last followed the response.</summary>
    public const string Reader = "reader";

    /// <summary>The maximum bytes per row; Table Storage allows 1 MiB.</summary>
    public const int MaxRowBytes = 15 * BinaryColumns.MaxColumnBytes;

    /// <summary>The maximum bytes per transaction. Table Storage allows 4 MiB, and base64 adds a third.</summary>
    public const int MaxTransactionBytes = 3 * MaxRowBytes;

    public static string KeyOf(int number) => number.ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>Gets the number in a log row's key; null for the other rows.</summary>
    public static int? NumberOf(string rowKey) =>
        int.TryParse(rowKey, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Cuts bytes into the rows that follow row <paramref name="after"/>.</summary>
    public static IEnumerable<TableEntity> Cut(string responseId, string tenant, int after, ReadOnlyMemory<byte> bytes, DateTimeOffset expiresAt)
    {
        while (bytes.Length > 0)
        {
            var piece = bytes[..Math.Min(bytes.Length, MaxRowBytes)];
            var row = new TableEntity(responseId, KeyOf(++after)) { [Columns.Tenant] = tenant, [Columns.ExpiresAt] = expiresAt };
            BinaryColumns.Write(row, piece);
            yield return row;
            bytes = bytes[piece.Length..];
        }
    }
}
