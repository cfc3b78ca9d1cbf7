using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IssueAi.Text;

namespace IssueAi.Tests.Text;

/// <summary>Escapes text as different encoders do, and unescapes it.</summary>
internal static class Escaping
{
    private static readonly JavaScriptEncoder[] Encoders =
        [JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping, JavaScriptEncoder.Create(UnicodeRanges.BasicLatin)];

    // Characters that are difficult for escapers, counters and splitters.
    private static readonly int[] Characters =
    [
        'a', 'Z', '0', ' ', '\n', '\r', '\t', '"', '\\', '/', '<', 'u', 'n', 'd', '8', '\0', 0x1F, 0x7F, 0x85, 0xA0, 'é', 'ệ', 0x0301, 0x200D, 0x2028,
        0x3000, '課', 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F4DA, 0x1F469, 0x10FFFF,
    ];

    /// <summary>The number of ways in which <see cref="Escape"/> can escape.</summary>
    public static int Ways => Encoders.Length + 3;

    /// <summary>Maps arbitrary numbers to difficult text.</summary>
    public static string TextFrom(IEnumerable<byte> choices) =>
        choices.Aggregate(new StringBuilder(), (text, choice) => text.Append(new Rune(Characters[choice % Characters.Length]).ToString())).ToString();

    /// <summary>Escapes text in one of several ways.</summary>
    public static byte[] Escape(string text, int way) => Encoding.UTF8.GetBytes(way switch
    {
        0 => All(text, "x4"),
        1 => All(text, "X4"),
        2 => Least(text),
        _ => JsonEncodedText.Encode(text, Encoders[way - 3]).ToString(),
    });

    /// <summary>Reads the content of a JSON string as any client does.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped) => JsonSerializer.Deserialize<string>([.. "\""u8, .. escaped, .. "\""u8])!;

    /// <summary>Cuts escaped text at the cuts that a model may make: between characters and escapes, also within a surrogate pair.</summary>
    public static IEnumerable<byte[]> Cut(byte[] escaped, IReadOnlyList<bool> cuts)
    {
        var start = 0;
        for (int at = 0, border = 0; at < escaped.Length; border++)
        {
            at += EscapedText.LengthAt(escaped, at);
            if (at < escaped.Length && (cuts.Count == 0 || !cuts[border % cuts.Count])) continue;
            yield return escaped[start..at];
            start = at;
        }
    }

    private static string All(string text, string format) =>
        string.Concat(text.Select(unit => "\\u" + ((int)unit).ToString(format, CultureInfo.InvariantCulture)));

    // Encoders of other languages escape only the characters that JSON requires, with the short escapes.
    private static string Least(string text) => string.Concat(text.Select(unit => unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '/' => "\\/",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' => $"\\u{(int)unit:x4}",
        _ => unit.ToString(),
    }));
}
