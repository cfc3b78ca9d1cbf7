using System.Buffers;
using System.Text.Unicode;

namespace IssueAi.Text;

/// <summary>
/// Takes text from a JSON string as it is and passes it on in whole characters: the first half of an escaped surrogate
/// pair waits for the second, and a half that stays alone becomes U+FFFD.
/// </summary>
internal sealed class EscapedTextBuffer
{
    private const int EscapeLength = 6;

    private readonly ArrayBufferWriter<byte> _output = new(64);
    private readonly byte[] _carry = new byte[EscapeLength];
    private bool _hasCarry;

    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <summary>Takes the next piece. The result is valid until the next call.</summary>
    /// <exception cref="FormatException">The piece isn't valid UTF-8.</exception>
    public ReadOnlyMemory<byte> Take(ReadOnlySpan<byte> escaped)
    {
        Clear();
        Append(escaped);
        return _output.WrittenMemory;
    }

    /// <summary>Gets the pieces put together since the last <see cref="Clear"/>, valid until the next call.</summary>
    public ReadOnlyMemory<byte> Taken => _output.WrittenMemory;

    /// <summary>Clears the taken text, except half a character that is still incomplete.</summary>
    public void Clear() => _output.ResetWrittenCount();

    /// <summary>Takes a piece that belongs to the ones before it.</summary>
    /// <exception cref="FormatException">The piece isn't valid UTF-8.</exception>
    public void Append(ReadOnlySpan<byte> escaped)
    {
        if (!Utf8.IsValid(escaped)) throw new FormatException("The text isn't valid UTF-8.");
        if (!_hasCarry && !escaped.Contains((byte)'\\')) _output.Write(escaped);
        else TakeEscapes(escaped);
    }

    /// <summary>Takes a first half that still waits for its second half.</summary>
    public ReadOnlyMemory<byte> TakeCarry()
    {
        _output.ResetWrittenCount();
        FlushCarry();
        return _output.WrittenMemory;
    }

    private void TakeEscapes(ReadOnlySpan<byte> escaped)
    {
        for (int at = 0, length; at < escaped.Length; at += length)
        {
            length = EscapedText.LengthAt(escaped, at);
            var character = escaped.Slice(at, length);
            if (IsSurrogate(character, out var isLow)) TakeSurrogate(character, isLow);
            else
            {
                FlushCarry();
                _output.Write(character);
            }
        }
    }

    private void TakeSurrogate(ReadOnlySpan<byte> escape, bool isLow)
    {
        if (!isLow)
        {
            FlushCarry();
            escape.CopyTo(_carry);
            _hasCarry = true;
        }
        else if (_hasCarry)
        {
            _output.Write(_carry);
            _output.Write(escape);
            _hasCarry = false;
        }
        else
        {
            _output.Write(Replacement);
        }
    }

    private void FlushCarry()
    {
        if (_hasCarry) _output.Write(Replacement);
        _hasCarry = false;
    }

    // \ud800 to \udbff begin a pair, \udc00 to \udfff end one.
    private static bool IsSurrogate(ReadOnlySpan<byte> character, out bool isLow)
    {
        isLow = false;
        if (character.Length != EscapeLength || (character[2] | 0x20) != 'd') return false;

        var third = character[3] | 0x20;
        isLow = third is >= 'c' and <= 'f';
        return isLow || character[3] is (byte)'8' or (byte)'9' || third is 'a' or 'b';
    }
}
