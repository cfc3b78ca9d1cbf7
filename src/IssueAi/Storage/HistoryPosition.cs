using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IssueAi.Streaming;

namespace IssueAi.Storage;

/// <summary>
/// A place in an issue's history, which runs from the newest answer to the oldest: an answer's ticks from its creation to the
/// end of time, so that newer is less, and its id.
/// </summary>
internal readonly record struct HistoryPosition(long ReversedTicks, string ResponseId) : IComparable<HistoryPosition>
{
    private const int Digits = 19;

    public static HistoryPosition Of(ResponseSummary summary) =>
        new(DateTime.MaxValue.Ticks - summary.CreatedAt.Ticks, summary.ResponseId);

    /// <summary>Reads what <see cref="Encode"/> wrote, and nothing else.</summary>
    public static bool TryDecode(string token, out HistoryPosition position)
    {
        position = default;
        if (!Base64Url.IsValid(token)) return false;

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        if (text.Length <= Digits + 1 || text[Digits] != '|') return false;
        if (!long.TryParse(text.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)) return false;

        position = new(ticks, text[(Digits + 1)..]);
        return ResponseIds.IsValid(position.ResponseId) && position.Encode() == token;
    }

    /// <summary>Gives the position as an opaque text that is safe in an address.</summary>
    public string Encode() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ReversedTicks:D19}|{ResponseId}")));

    public int CompareTo(HistoryPosition other) =>
        ReversedTicks != other.ReversedTicks ? ReversedTicks.CompareTo(other.ReversedTicks) : string.CompareOrdinal(ResponseId, other.ResponseId);
}
