using System.Text;

namespace IssueAi.Answers;

/// <summary>
/// Follows a JSON block after its opening fence to its end: at a closing fence on a line of its own or right behind
/// the value, or where text follows the value.
/// </summary>
/// <param name="isForeign">Tells by the first string, usually a property's name, whether a block is code of the prose.</param>
internal sealed class BlockScanner(Predicate<string> isForeign)
{
    private const int FenceLength = 3;
    private const int MaxFirstLength = 64;

    private readonly StringBuilder _first = new(16);
    private Part _part = Part.Header;
    private bool _hasFirst;
    private bool _isInString;
    private bool _isEscaped;
    private bool _isWhole;
    private int _depth;
    private int _backticks;

    private enum Part
    {
        Header,
        Json,
        Fence,
        Closed,
    }

    /// <summary>Gets a value indicating whether nothing but blanks came since the last line break.</summary>
    public bool IsLineStart { get; private set; }

    /// <summary>Gets the first string in the block, as far as it has come.</summary>
    public string First => _first.ToString();

    /// <summary>Takes the next character.</summary>
    public BlockStep Next(char unit)
    {
        var step = _part switch
        {
            Part.Header => NextInHeader(unit),
            Part.Json => NextInJson(unit),
            Part.Fence => NextInFence(unit),
            _ => char.IsWhiteSpace(unit) ? BlockStep.Inside : BlockStep.Behind,
        };
        if (step is BlockStep.Inside or BlockStep.Fence or BlockStep.End) IsLineStart = unit == '\n' || (IsLineStart && char.IsWhiteSpace(unit));
        return step;
    }

    private BlockStep NextInHeader(char unit)
    {
        if (unit == '{')
        {
            _part = Part.Json;
            return NextInJson(unit);
        }

        if (unit == '\n') _part = Part.Json;
        return char.IsWhiteSpace(unit) ? BlockStep.Inside : BlockStep.None;
    }

    private BlockStep NextInJson(char unit)
    {
        if (unit == '`' && (IsLineStart || _isWhole || _backticks > 0)) return NextBacktick();

        _backticks = 0;
        if (_isWhole && IsLineStart && !char.IsWhiteSpace(unit) && unit is not ('}' or ']' or ',' or ';')) return BlockStep.Behind;
        return _isInString ? NextInString(unit) : NextBetweenStrings(unit);
    }

    private BlockStep NextBacktick()
    {
        _backticks++;
        if (_backticks == 1) return BlockStep.Fence;
        if (_backticks < FenceLength) return BlockStep.Inside;
        _part = Part.Fence;
        return BlockStep.End;
    }

    private BlockStep NextInFence(char unit)
    {
        if (unit == '`') return BlockStep.End;
        if (!char.IsWhiteSpace(unit)) return BlockStep.Reopened;
        _part = Part.Closed;
        return BlockStep.Inside;
    }

    private BlockStep NextInString(char unit)
    {
        // A JSON string has no line breaks, so a single quote, as in a comment, affects its line only.
        if (unit == '\n' || (unit == '"' && !_isEscaped)) return EndString();

        _isEscaped = unit == '\\' && !_isEscaped;
        if (!_hasFirst && _first.Length < MaxFirstLength) _first.Append(unit);
        return BlockStep.Inside;
    }

    private BlockStep EndString()
    {
        _isInString = false;
        _isEscaped = false;
        if (_hasFirst) return BlockStep.Inside;

        _hasFirst = true;
        return isForeign(First) ? BlockStep.None : BlockStep.Inside;
    }

    private BlockStep NextBetweenStrings(char unit)
    {
        switch (unit)
        {
            case '"':
                _isInString = true;
                break;
            case '{' or '[':
                _depth++;
                break;
            case '}' or ']' when --_depth == 0:
                _isWhole = true;
                return BlockStep.End;
        }

        return BlockStep.Inside;
    }
}
