using IssueAi.Text;

namespace IssueAi.Answers;

/// <summary>
/// Separates an answer's prose, which is shown at once, from the typed block at its end, which clients never see. It holds
/// back prose only where a fence may begin, keeps the pieces as they arrive, and shows every byte outside the block.
/// </summary>
/// <param name="results">Reads the block.</param>
/// <param name="given">
/// The prompt. A block that quotes it is code of the prose, unless it is at the end.
/// </param>
/// <param name="show">Takes the prose.</param>
internal sealed class AnswerSplitter(IResultReader results, string given, Action<ReadOnlySpan<byte>> show)
{
    private readonly FenceMatcher _fence = new();
    private readonly HeldText _held = new();
    private readonly List<HiddenText> _hidden = [];
    private BlockScanner? _scanner;
    private AnswerBlock? _block;
    private int _blockEnd;
    private int _fenceStart;
    private int _passedBytes;
    private int _shownUnits;

    /// <summary>Takes the next piece of the answer, escaped as in a JSON string.</summary>
    public void Append(ReadOnlySpan<byte> escaped)
    {
        if (_scanner is null && _fence.TryPass(escaped))
        {
            Show(escaped);
            return;
        }

        while (!escaped.IsEmpty) escaped = escaped[(_scanner is null ? TakeProse(escaped) : TakeBlock(_scanner, escaped))..];
    }

    /// <summary>Ends the answer: decides whether the held text is prose or the block.</summary>
    /// <returns>The block, if there is one that can be read.</returns>
    public AnswerBlock? Complete()
    {
        if (_scanner is not null && ReadBlock() is { } last) _block = last;
        else if (_scanner is null ? !_fence.IsWhole : IsQuoted(_scanner.First) || AnswerBlock.IsForeign(_held.Bytes, results)) _held.Release(Show);

        _held.Clear();
        _scanner = null;
        return _block;
    }

    /// <summary>Discards the held text, since the rest of the answer is withdrawn.</summary>
    public void Discard()
    {
        _held.Clear();
        _scanner = null;
        _fence.Restart(isLineStart: false);
    }

    /// <summary>Tells how much of the shown text lies within the first <paramref name="length"/> UTF-16 units of the answer.</summary>
    public int ShownWithin(int length)
    {
        foreach (var hidden in _hidden)
        {
            if (length > hidden.Start) length = Math.Max(hidden.Start, length - hidden.Length);
        }

        return length;
    }

    private int TakeProse(ReadOnlySpan<byte> escaped)
    {
        var marker = 0;
        for (int at = 0, length; at < escaped.Length; at += length)
        {
            length = EscapedText.LengthAt(escaped, at);
            var unit = EscapedText.UnitAt(escaped, at);
            var wasPartial = _fence.IsPartial;
            if (_fence.Next(unit))
            {
                ShowUpTo(marker, escaped[..at]);
                _scanner = new BlockScanner(first => !results.Names.Contains(first) && IsQuoted(first));
                return at;
            }

            if (wasPartial && !_fence.IsPartial) _held.Release(Show);
            if (!wasPartial && _fence.IsPartial) marker = at;
        }

        ShowUpTo(_fence.IsPartial ? marker : escaped.Length, escaped);
        return escaped.Length;
    }

    // Held text is the beginning of the marker, and this piece continues it.
    private void ShowUpTo(int marker, ReadOnlySpan<byte> escaped)
    {
        if (_held.Length > 0) marker = 0;
        Show(escaped[..marker]);
        _held.Add(escaped[marker..]);
    }

    private int TakeBlock(BlockScanner scanner, ReadOnlySpan<byte> escaped)
    {
        for (int at = 0, length; at < escaped.Length; at += length)
        {
            length = EscapedText.LengthAt(escaped, at);
            switch (scanner.Next(EscapedText.UnitAt(escaped, at)))
            {
                case BlockStep.Fence:
                    _fenceStart = _held.Length + at;
                    break;
                case BlockStep.End:
                    _blockEnd = _held.Length + at + length;
                    break;
                case BlockStep.Behind or BlockStep.None:
                    _held.Add(escaped[..at]);
                    LeaveBlock(scanner.IsLineStart);
                    return at;
                case BlockStep.Reopened:
                    _held.Add(escaped[..at]);
                    Reopen();
                    return at;
            }
        }

        _held.Add(escaped);
        return escaped.Length;
    }

    // A fence that closed no block may open the next one.
    private void Reopen()
    {
        var fence = _held.TakeFrom(_fenceStart);
        _blockEnd = _held.Length;
        LeaveBlock(isLineStart: true);
        TakeProse(fence);
    }

    /// <summary>Decides about a block that text follows.</summary>
    private void LeaveBlock(bool isLineStart)
    {
        if (!IsQuoted(_scanner!.First) && ReadBlock() is { } block)
        {
            _block = block;
            _hidden.Add(new HiddenText(_shownUnits, EscapedText.Utf16Length(_held.Bytes[.._blockEnd])));
            _passedBytes += _blockEnd;

            // The line breaks after it, so that the prose continues on a new line.
            Show(_held.Bytes[_blockEnd..]);
            _held.Clear();
        }
        else
        {
            _held.Release(Show);
        }

        _scanner = null;
        _fence.Restart(isLineStart);
    }

    private AnswerBlock? ReadBlock() => AnswerBlock.Read(_held.Bytes, _passedBytes, results);

    private bool IsQuoted(string text) => text.Length > 0 && given.Contains($"\"{text}\"", StringComparison.Ordinal);

    private void Show(ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty) return;
        _passedBytes += escaped.Length;
        _shownUnits += EscapedText.Utf16Length(escaped);
        show(escaped);
    }

    private readonly record struct HiddenText(int Start, int Length);
}
