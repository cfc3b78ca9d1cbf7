using System.Globalization;
using System.Text;
using IssueAi.Text;

namespace IssueAi.Streaming;

/// <summary>One character of a text, as far as words are concerned.</summary>
internal readonly record struct WordSign
{
    private const int ZeroWidthJoiner = 0x200D;

    // Scripts that write no spaces between words, by their first and last characters.
    private static readonly (int First, int Last)[] UnspacedScripts =
    [
        (0x0E00, 0x0EFF), // Thai, Lao
        (0x0F00, 0x109F), // Tibetan, Myanmar
        (0x1780, 0x17FF), // Khmer
        (0x1950, 0x19FF), // Tai Le, New Tai Lue, Khmer symbols
        (0x1A20, 0x1AAF), // Tai Tham
        (0x2E80, 0x312F), // Chinese radicals and signs, Japanese syllables
        (0x3190, 0xA4CF), // Chinese, Yi
        (0xA9E0, 0xA9FF), // Myanmar
        (0xAA60, 0xAADF), // Myanmar, Tai Viet
        (0xF900, 0xFAFF), // Chinese
        (0xFE30, 0xFE4F), // Chinese signs
        (0xFF00, 0xFFEF), // wide and narrow forms
        (0x1B000, 0x1B16F), // Japanese syllables
        (0x20000, 0x3FFFF), // Chinese
    ];

    /// <summary>Gets how many UTF-16 units the character takes.</summary>
    public int Length { get; private init; }

    /// <summary>Gets a value indicating whether it is white space.</summary>
    public bool IsSpace { get; private init; }

    /// <summary>Gets a value indicating whether its script has no spaces.</summary>
    public bool IsUnspaced { get; private init; }

    /// <summary>Gets a value indicating whether it is a part of the sign before it.</summary>
    public bool JoinsTheLast { get; private init; }

    /// <summary>Gets a value indicating whether the sign after it is a part of it.</summary>
    public bool JoinsTheNext { get; private init; }

    /// <summary>Gets a value indicating whether it ends a sentence, or a part of one, where no space follows.</summary>
    public bool EndsASentence { get; private init; }

    /// <summary>Reads the character at <paramref name="at"/> of escaped text, which must be valid.</summary>
    /// <param name="escaped">The text.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="length">How many bytes it takes.</param>
    public static WordSign At(ReadOnlySpan<byte> escaped, int at, out int length)
    {
        var character = EscapedText.CharacterAt(escaped, at, out length);
        if (character.Value is < 0x80 and not 0) return new() { Length = 1, IsSpace = character.Value is ' ' or '\n' or '\t' or '\r' };

        var isJoiner = character.Value == ZeroWidthJoiner;
        return new()
        {
            Length = character.Utf16SequenceLength,
            IsUnspaced = Array.Exists(UnspacedScripts, script => character.Value >= script.First && character.Value <= script.Last),
            JoinsTheLast = isJoiner || Rune.GetUnicodeCategory(character)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.ModifierSymbol,
            JoinsTheNext = isJoiner,
            EndsASentence = character.Value is '。' or '，' or '、' or '！' or '？' or '；' or '：' or '．' or '｡',
        };
    }
}
