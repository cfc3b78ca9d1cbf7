using System.Globalization;
using System.Text;

namespace IssueAi.Text;

/// <summary>Reads text inside a JSON string: UTF-8 with backslash escapes.</summary>
internal static class EscapedText
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>Counts the UTF-16 units of the text.</summary>
    public static int Utf16Length(ReadOnlySpan<byte> escaped)
    {
        if (Ascii.IsValid(escaped) && !escaped.Contains((byte)'\\')) return escaped.Length;

        var units = 0;
        for (var at = 0; at < escaped.Length; units += escaped[at] >= 0xF0 ? 2 : 1, at += LengthAt(escaped, at))
        {
        }

        return units;
    }

    /// <summary>Tells how many bytes the character or escape at <paramref name="at"/> takes. The text must be valid.</summary>
    public static int LengthAt(ReadOnlySpan<byte> escaped, int at) => escaped[at] switch
    {
        (byte)'\\' => escaped[at + 1] == (byte)'u' ? UnicodeEscapeLength : 2,
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };

    /// <summary>
    /// Gets the UTF-16 unit at <paramref name="at"/>, an escape resolved. A character of several bytes is U+FFFD: it is for
    /// finding signs of ASCII. The text must be valid.
    /// </summary>
    public static char UnitAt(ReadOnlySpan<byte> escaped, int at) => escaped[at] switch
    {
        (byte)'\\' => EscapeAt(escaped, at),
        < 0x80 and var ascii => (char)ascii,
        _ => '\uFFFD',
    };

    /// <summary>Gets the character at <paramref name="at"/>, with both halves where it has two. The text must be valid.</summary>
    /// <param name="escaped">The text.</param>
    /// <param name="at">Where the character begins.</param>
    /// <param name="length">How many bytes it takes.</param>
    public static Rune CharacterAt(ReadOnlySpan<byte> escaped, int at, out int length)
    {
        length = LengthAt(escaped, at);
        if (escaped[at] != (byte)'\\')
        {
            Rune.DecodeFromUtf8(escaped[at..], out var character, out _);
            return character;
        }

        var unit = EscapeAt(escaped, at);
        if (!char.IsHighSurrogate(unit)) return Rune.TryCreate(unit, out var single) ? single : Rune.ReplacementChar;

        var isPair = Rune.TryCreate(unit, UnitAt(escaped, at + length), out var pair);
        if (isPair) length += UnicodeEscapeLength;
        return isPair ? pair : Rune.ReplacementChar;
    }

    /// <summary>Tells whether white space stands at <paramref name="at"/>, escaped or not.</summary>
    public static bool IsWhiteSpaceAt(ReadOnlySpan<byte> escaped, int at) =>
        escaped[at] == (byte)' ' || (escaped[at] == (byte)'\\' && escaped[at + 1] is (byte)'n' or (byte)'t' or (byte)'r');

    private static char EscapeAt(ReadOnlySpan<byte> escaped, int at) => escaped[at + 1] switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'u' => (char)ushort.Parse(escaped.Slice(at + 2, UnicodeEscapeLength - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        var sign => (char)sign,
    };
}
