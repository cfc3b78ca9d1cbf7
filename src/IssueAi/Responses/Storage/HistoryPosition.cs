using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IssueAi.Streaming;
using IssueAi.Tables;

namespace IssueAi.Responses.Storage;

/// <summary>
/// A place in an issue's history, which runs from the newest answer to the oldest: an answer's ticks from its creation to the
/// end of time, so that newer is less, and its id.
/// </summary>
internal readonly record struct HistoryPosition(long ReversedTicks, string ResponseId) : IComparable<HistoryPosition>
{
    private const int Digits = 19;
    private const int MarkLength = 16;

    public static HistoryPosition Of(ResponseSummary summary) =>
        new(DateTime.MaxValue.Ticks - summary.CreatedAt.Ticks, summary.ResponseId);

    /// <summary>Reads only positions that <see cref="Encode"/> wrote for the same history.</summary>
    public static bool TryDecode(string token, string history, out HistoryPosition position)
    {
        position = default;
        if (!Base64Url.IsValid(token)) return false;

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        if (text.Length <= Digits + 1 + MarkLength || text[Digits] != '|') return false;
        if (!long.TryParse(text.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)) return false;

        position = new(ticks, text[(Digits + 1)..^MarkLength]);
        return ResponseIds.IsValid(position.ResponseId) && position.Encode(history) == token;
    }

    /// <summary>Gives the position as an opaque text that is safe in a URL and valid for one history only.</summary>
    /// <param name="history">The history's partition.</param>
    public string Encode(string history)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{ReversedTicks:D19}|{ResponseId}");
        using var hasher = new PartHasher();
        var mark = hasher.Add(history).Add(place).Finish()[..MarkLength];
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place + mark));
    }

    public int CompareTo(HistoryPosition other) =>
        ReversedTicks != other.ReversedTicks ? ReversedTicks.CompareTo(other.ReversedTicks) : string.CompareOrdinal(ResponseId, other.ResponseId);
}
