using System.Buffers;
using System.Text;

namespace IssueAi.Text;

/// <summary>
/// Collects text as the inside of a JSON string, in UTF-8. It escapes only what JSON requires. Half a surrogate pair at
/// the end of a piece waits for the piece with its other half.
/// </summary>
internal sealed class JsonTextBuffer
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private char? _half;

    /// <summary>Gets the collected bytes; valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Tells how many bytes a text takes.</summary>
    public static int LengthOf(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            length += LengthOfEscape(text[at]) - 1;
            text = text[(at + 1)..];
        }

        return length;
    }

    /// <summary>Forgets the collected bytes, but not half a character that still waits.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;

        if (_half is { } half)
        {
            _half = null;
            if (char.IsLowSurrogate(text[0]))
            {
                AppendUtf8([half, text[0]]);
                text = text[1..];
            }
            else
            {
                AppendUtf8([half]);
            }
        }

        if (text is [.., var last] && char.IsHighSurrogate(last))
        {
            _half = last;
            text = text[..^1];
        }

        AppendEscaped(text);
    }

    /// <summary>Ends the text: half a character that still waits becomes U+FFFD.</summary>
    public void Complete()
    {
        if (_half is not { } half) return;
        _half = null;
        AppendUtf8([half]);
    }

    private void AppendEscaped(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            AppendUtf8(text[..at]);
            AppendEscape(text[at]);
            text = text[(at + 1)..];
        }

        AppendUtf8(text);
    }

    private static int LengthOfEscape(char character) => character is '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f' ? 2 : 6;

    private void AppendEscape(char character) => _bytes.Write(character switch
    {
        '"' => "\\\""u8,
        '\\' => @"\\"u8,
        '\n' => @"\n"u8,
        '\r' => @"\r"u8,
        '\t' => @"\t"u8,
        '\b' => @"\b"u8,
        '\f' => @"\f"u8,
        _ => Encoding.UTF8.GetBytes($"\\u{(int)character:x4}"),
    });

    // UTF-8 has no lone surrogates: the encoding itself puts U+FFFD in their place.
    private void AppendUtf8(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _bytes);
}
