using System.Buffers;
using System.Text;

namespace IssueAi.Text;

/// <summary>Text from inside a JSON string with its escapes resolved, and the origin of each byte.</summary>
internal sealed class UnescapedText
{
    private readonly ArrayBufferWriter<byte> _bytes;
    private readonly int[] _origins;

    public UnescapedText(ReadOnlySpan<byte> escaped)
    {
        // An escape never has fewer bytes than its character.
        _bytes = new ArrayBufferWriter<byte>(escaped.Length + 1);
        _origins = new int[escaped.Length + 1];
        for (int at = 0, length; at < escaped.Length; at += length)
        {
            length = EscapedText.LengthAt(escaped, at);
            if (escaped[at] != (byte)'\\') Add(escaped.Slice(at, length), at);
            else length = AddEscape(escaped, at, length);
        }

        _origins[_bytes.WrittenCount] = escaped.Length;
    }

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Gives the position of a byte of this text, or of its end, in the escaped text.</summary>
    public int OriginOf(int at) => _origins[at];

    private int AddEscape(ReadOnlySpan<byte> escaped, int at, int length)
    {
        var unit = EscapedText.UnitAt(escaped, at);
        var isPair = char.IsHighSurrogate(unit) && at + length < escaped.Length && char.IsLowSurrogate(EscapedText.UnitAt(escaped, at + length));
        var rune = isPair ? new Rune(unit, EscapedText.UnitAt(escaped, at + length))
            : Rune.TryCreate(unit, out var single) ? single
            : Rune.ReplacementChar;

        Span<byte> utf8 = stackalloc byte[4];
        Add(utf8[..rune.EncodeToUtf8(utf8)], at);
        return isPair ? length + length : length;
    }

    private void Add(ReadOnlySpan<byte> character, int origin)
    {
        _origins.AsSpan(_bytes.WrittenCount, character.Length).Fill(origin);
        _bytes.Write(character);
    }
}
