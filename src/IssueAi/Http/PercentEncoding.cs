using System.Text;

namespace IssueAi.Http;

/// <summary>Decodes percent-encoded text strictly: <see cref="Uri"/> leaves invalid escapes as they are, so two URLs could mean one id.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a text; null where an escape isn't two hexadecimal digits or the bytes aren't UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[StrictUtf8.GetMaxByteCount(encoded.Length)];
        var length = 0;
        try
        {
            while (!encoded.IsEmpty)
            {
                var plain = encoded.IndexOf('%') is >= 0 and var at ? at : encoded.Length;
                length += StrictUtf8.GetBytes(encoded[..plain], bytes.AsSpan(length));
                encoded = encoded[plain..];
                if (encoded.IsEmpty) break;

                if (encoded.Length < 3 || !char.IsAsciiHexDigit(encoded[1]) || !char.IsAsciiHexDigit(encoded[2])) return null;
                bytes[length++] = Convert.FromHexString(encoded[1..3])[0];
                encoded = encoded[3..];
            }

            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
