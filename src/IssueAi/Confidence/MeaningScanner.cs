using System.Globalization;
using System.Text;

namespace IssueAi.Confidence;

/// <summary>
/// Tells, piece by piece, which parts of a Markdown answer carry meaning. White space, punctuation, Markdown's own marks
/// and the words of second-level headings don't: those are what every answer to an action has, so a model is always sure
/// of them. A number in such a heading does, since an estimate's stands there; so do the first level, an issue's title,
/// and the third, a subtask's.
/// </summary>
internal struct MeaningScanner
{
    private const int SectionLevel = 2;
    private const int EscapeLength = 6;

    // How many # the line begins with; null once it began otherwise.
    private int? _hashes = 0;
    private bool _isInSectionHeading;

    public MeaningScanner()
    {
    }

    /// <summary>Reads the next piece.</summary>
    /// <param name="escaped">The inside of a JSON string, in UTF-8.</param>
    /// <returns>Whether anything in it carries meaning.</returns>
    public bool Read(ReadOnlySpan<byte> escaped)
    {
        var carriesMeaning = false;
        while (!escaped.IsEmpty)
        {
            var character = Next(escaped, out var length);
            carriesMeaning |= _isInSectionHeading ? Rune.IsNumber(character) : IsWordPart(character);
            Follow(character);
            escaped = escaped[length..];
        }

        return carriesMeaning;
    }

    private void Follow(Rune character)
    {
        switch (character.Value)
        {
            case '\n':
                _hashes = 0;
                _isInSectionHeading = false;
                break;
            case '#' when _hashes is { } hashes:
                _hashes = hashes + 1;
                break;
            case ' ' when _hashes is null or 0:
                break;
            default:
                _isInSectionHeading |= character.Value == ' ' && _hashes == SectionLevel;
                _hashes = null;
                break;
        }
    }

    private static bool IsWordPart(Rune character) => Rune.IsLetterOrDigit(character) || Rune.GetUnicodeCategory(character)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // A token may end amid a character, or amid an escape.
    private static Rune Next(ReadOnlySpan<byte> escaped, out int length)
    {
        if (escaped[0] != '\\')
        {
            Rune.DecodeFromUtf8(escaped, out var character, out length);
            return character;
        }

        if (escaped.Length < 2 || escaped[1] != 'u')
        {
            length = Math.Min(2, escaped.Length);
            return new Rune(length == 2 && escaped[1] == 'n' ? '\n' : '\\');
        }

        length = Math.Min(EscapeLength, escaped.Length);
        return ushort.TryParse(escaped[2..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            && Rune.TryCreate((char)unit, out var read)
                ? read
                : Rune.ReplacementChar;
    }
}
