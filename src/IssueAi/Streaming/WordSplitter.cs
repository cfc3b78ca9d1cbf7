using System.Buffers;

namespace IssueAi.Streaming;

/// <summary>
/// Cuts a stream of text into words, each with the white space behind it, so that a paced stream shows one at a time. Text
/// without spaces is cut into pieces of about a word's length.
/// </summary>
internal sealed class WordSplitter(ResponseLog log)
{
    // Longer pieces aren't held back as one word.
    private const int LongestWord = 32;

    // Chinese and Japanese words are shorter, Thai ones not much longer.
    private const int LongestPiece = 8;

    // However many signs are set on top of each other.
    private const int LongestCluster = 40;

    private readonly ArrayBufferWriter<byte> _word = new(64);
    private bool _endsInSpace;
    private int _length;
    private int _unspaced;
    private WordSign _last;

    /// <summary>Gets a value indicating whether the beginning of a word is held back.</summary>
    public bool HoldsWord => _word.WrittenCount > 0;

    public void Append(ReadOnlySpan<byte> escapedText)
    {
        for (int at = 0, length; at < escapedText.Length; at += length)
        {
            var sign = WordSign.At(escapedText, at, out length);
            if (IsCutBefore(sign)) Flush();

            _word.Write(escapedText.Slice(at, length));
            _length += sign.Length;
            if (sign.IsUnspaced) _unspaced++;
            _endsInSpace = sign.IsSpace;
            _last = sign;
        }

        if (_endsInSpace) Flush();
    }

    /// <summary>Appends the text that is held back.</summary>
    public void Flush()
    {
        if (_word.WrittenCount == 0) return;

        log.AppendText(_word.WrittenSpan);
        _word.ResetWrittenCount();
        _endsInSpace = false;
        (_length, _unspaced, _last) = (0, 0, default);
    }

    private bool IsCutBefore(WordSign sign)
    {
        if (sign.IsSpace) return _length >= LongestCluster;
        if (_endsInSpace || _length >= LongestCluster) return true;
        if (sign.JoinsTheLast || _last.JoinsTheNext) return false;
        return _length >= LongestWord || _unspaced >= LongestPiece || (_last.EndsASentence && sign.IsUnspaced);
    }
}
