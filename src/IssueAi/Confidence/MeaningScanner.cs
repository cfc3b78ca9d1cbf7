using System.Globalization;
using System.Text;

namespace IssueAi.Confidence;

/// <summary>
/// Finds, piece by piece, the meaningful parts of a Markdown answer and their places. White space, punctuation, Markdown's
/// marks and the words of second-level headings aren't meaningful: every answer to an action has them, so a model is always
/// sure of them.
/// </summary>
internal struct MeaningScanner
{
    private const int SectionLevel = 2;
    private const int SubheadingLevel = 3;
    private const int EscapeLength = 6;

    // How many # the line begins with; null once it began otherwise.
    private int? _hashes = 0;

    // The level of the heading that the line is; zero where it is none, or not known yet.
    private int _level;

    public MeaningScanner()
    {
    }

    /// <summary>Reads the next piece.</summary>
    /// <param name="escaped">The inside of a JSON string, in UTF-8.</param>
    /// <returns>The place of the first meaningful character.</returns>
    public TokenPlace Read(ReadOnlySpan<byte> escaped)
    {
        var place = TokenPlace.Boilerplate;
        while (!escaped.IsEmpty)
        {
            // After the first meaningful character only the end of the line matters, and that is an escape.
            if (place != TokenPlace.Boilerplate && _hashes is null)
            {
                var escape = escaped.IndexOf((byte)'\\');
                if (escape < 0) break;
                escaped = escaped[escape..];
            }

            var character = Next(escaped, out var length);
            if (place == TokenPlace.Boilerplate) place = PlaceOf(character);
            Follow(character);
            escaped = escaped[length..];
        }

        return place;
    }

    private readonly TokenPlace PlaceOf(Rune character) => _level switch
    {
        SectionLevel => Rune.IsNumber(character) ? TokenPlace.SectionNumber : TokenPlace.Boilerplate,
        _ when !IsWordPart(character) => TokenPlace.Boilerplate,
        SubheadingLevel => TokenPlace.Subheading,
        _ => Rune.IsNumber(character) ? TokenPlace.TextNumber : TokenPlace.Text,
    };

    private void Follow(Rune character)
    {
        switch (character.Value)
        {
            case '\n':
                _hashes = 0;
                _level = 0;
                break;
            case '#' when _hashes is { } hashes:
                _hashes = hashes + 1;
                break;
            case ' ' when _hashes is null or 0:
                break;
            default:
                if (character.Value == ' ' && _hashes is { } level) _level = level;
                _hashes = null;
                break;
        }
    }

    private static bool IsWordPart(Rune character) => Rune.IsLetterOrDigit(character) || Rune.GetUnicodeCategory(character)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // A token may end within a character or an escape.
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
