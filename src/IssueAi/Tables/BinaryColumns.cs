using System.Buffers;
using System.Globalization;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>Bytes spread over a row's properties <c>D0</c>, <c>D1</c>…, each of which may hold 64 KiB.</summary>
internal static class BinaryColumns
{
    /// <summary>The most bytes in one property.</summary>
    public const int MaxColumnBytes = 60 * 1024;

    public static void Write(TableEntity row, ReadOnlyMemory<byte> bytes)
    {
        for (var column = 0; bytes.Length > 0; column++)
        {
            var piece = bytes[..Math.Min(bytes.Length, MaxColumnBytes)];
            row[NameOf(column)] = piece.ToArray();
            bytes = bytes[piece.Length..];
        }
    }

    /// <summary>Empties all properties from the one after <paramref name="length"/> bytes on: a merge leaves those that it doesn't name.</summary>
    public static void ClearAfter(TableEntity row, int length, int columns)
    {
        for (var column = (length + MaxColumnBytes - 1) / MaxColumnBytes; column < columns; column++) row[NameOf(column)] = Array.Empty<byte>();
    }

    public static void Read(TableEntity row, IBufferWriter<byte> output)
    {
        for (var column = 0; row.TryGetValue(NameOf(column), out var value) && ToBytes(value) is { Length: > 0 } piece; column++) output.Write(piece);
    }

    private static ReadOnlySpan<byte> ToBytes(object value) => value is BinaryData data ? data.ToMemory().Span : (byte[])value;

    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"D{column}");
}
