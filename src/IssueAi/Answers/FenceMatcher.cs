using IssueAi.Text;

namespace IssueAi.Answers;

/// <summary>Finds a line that begins with <c>```json</c>, character by character.</summary>
internal sealed class FenceMatcher
{
    public const string Marker = "```json";

    private int _matched;
    private bool _isLineStart = true;

    /// <summary>Gets a value indicating whether the text so far ends with the beginning of a marker.</summary>
    public bool IsPartial => _matched > 0;

    /// <summary>Gets a value indicating whether the marker is complete, except for the character that must follow it.</summary>
    public bool IsWhole => _matched == Marker.Length;

    private static ReadOnlySpan<byte> EscapedBacktick => "\\u0060"u8;

    /// <summary>Takes a whole piece at once, if it can't contain or begin a marker.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool TryPass(ReadOnlySpan<byte> escaped)
    {
        if (IsPartial || escaped.IsEmpty || escaped.Contains((byte)'`') || escaped.IndexOf(EscapedBacktick) >= 0) return false;
        _isLineStart = EndsLine(escaped);
        return true;
    }

    /// <summary>Takes the next character.</summary>
    /// <returns>Whether the marker is complete and the block begins.</returns>
    public bool Next(char unit)
    {
        if (_matched == Marker.Length)
        {
            _matched = 0;
            if (unit == '{' || char.IsWhiteSpace(unit)) return true;
        }

        var isNext = (_matched > 0 || _isLineStart) && char.ToLowerInvariant(unit) == Marker[_matched];
        _matched = isNext ? _matched + 1 : 0;
        _isLineStart = unit == '\n';
        return false;
    }

    /// <summary>Starts again after a block.</summary>
    public void Restart(bool isLineStart)
    {
        _matched = 0;
        _isLineStart = isLineStart;
    }

    // The last character may be an escape of two or six bytes, or look like one behind an escaped backslash.
    private static bool EndsLine(ReadOnlySpan<byte> escaped)
    {
        if (escaped[^1] is not ((byte)'n' or (byte)'a' or (byte)'A' or (byte)'\n')) return false;

        var last = 0;
        for (var at = 0; at < escaped.Length; at += EscapedText.LengthAt(escaped, at)) last = at;
        return EscapedText.UnitAt(escaped, last) == '\n';
    }
}
