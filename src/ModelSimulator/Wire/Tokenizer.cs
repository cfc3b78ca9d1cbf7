using System.Globalization;
using System.Text;

namespace IssueAi.ModelSimulator.Wire;

/// <summary>
/// Cuts text into tokens: a word with the space before it, a run of white space, or one sign. Put together they are the
/// text again, and none cuts a character, so emoji stay whole.
/// </summary>
internal static class Tokenizer
{
    // From here on, roughly, scripts write no spaces between words: a sign is a token.
    private const int FirstIdeograph = 0x2E80;

    public static IReadOnlyList<string> Split(string text)
    {
        var tokens = new List<string>(text.Length / 4);
        for (var start = 0; start < text.Length;)
        {
            var length = NextLength(text.AsSpan(start));
            tokens.Add(text.Substring(start, length));
            start += length;
        }

        return tokens;
    }

    public static int Count(string text)
    {
        var count = 0;
        for (var start = 0; start < text.Length; count++) start += NextLength(text.AsSpan(start));
        return count;
    }

    private static int NextLength(ReadOnlySpan<char> text)
    {
        var space = text[0] is ' ' ? 1 : 0;
        var word = WordLength(text[space..]);
        if (word > 0) return space + word;
        if (char.IsWhiteSpace(text[0])) return SpaceLength(text);
        return StringInfo.GetNextTextElementLength(text);
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsWordPart(rune)) break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static bool IsWordPart(Rune rune) =>
        rune.Value < FirstIdeograph && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark);

    private static int SpaceLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && char.IsWhiteSpace(text[length])) length++;

        // The last space belongs to the word after it.
        return length > 1 && length < text.Length && text[length - 1] is ' ' ? length - 1 : length;
    }
}
