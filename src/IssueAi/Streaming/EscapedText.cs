namespace IssueAi.Streaming;

/// <summary>Reads text as it stands inside a JSON string: UTF-8 with backslash escapes.</summary>
internal static class EscapedText
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>Counts the UTF-16 units of the text.</summary>
    public static int Utf16Length(ReadOnlySpan<byte> escaped)
    {
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

    /// <summary>Tells whether white space stands at <paramref name="at"/>, escaped or not.</summary>
    public static bool IsWhiteSpaceAt(ReadOnlySpan<byte> escaped, int at) =>
        escaped[at] == (byte)' ' || (escaped[at] == (byte)'\\' && escaped[at + 1] is (byte)'n' or (byte)'t' or (byte)'r');
}
