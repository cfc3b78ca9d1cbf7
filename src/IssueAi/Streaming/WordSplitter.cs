using System.Buffers;
using IssueAi.Text;

namespace IssueAi.Streaming;

/// <summary>
/// Cuts a stream of text into words, each with its trailing white space, so that a paced stream shows one at a time.
/// Scripts without spaces come in pieces of the model's own.
/// </summary>
internal sealed class WordSplitter(ResponseLog log)
{
    // Longer words are cut.
    private const int MaxWordBytes = 32;

    private readonly ArrayBufferWriter<byte> _word = new(64);
    private bool _endsInSpace;

    public void Append(ReadOnlySpan<byte> escapedText)
    {
        for (int at = 0, length; at < escapedText.Length; at += length)
        {
            length = EscapedText.LengthAt(escapedText, at);
            var isSpace = EscapedText.IsWhiteSpaceAt(escapedText, at);
            if (_endsInSpace && !isSpace) Flush();

            _word.Write(escapedText.Slice(at, length));
            _endsInSpace = isSpace;
        }

        if (_endsInSpace || _word.WrittenCount > MaxWordBytes) Flush();
    }

    /// <summary>Appends the text that is held back.</summary>
    public void Flush()
    {
        if (_word.WrittenCount == 0) return;

        log.AppendText(_word.WrittenSpan);
        _word.ResetWrittenCount();
        _endsInSpace = false;
    }
}
