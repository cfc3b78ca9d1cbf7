using System.Globalization;

namespace IssueAi.Bench.Race.Model;

/// <summary>The parts of a request that the model needs, as found in its bytes.</summary>
/// <param name="Length">Its length, with head and body.</param>
/// <param name="Caller">The client's number, from the text that it sends.</param>
/// <param name="IsStreamed">Whether it requests a stream.</param>
/// <param name="WantsLogProbabilities">Whether it requests log-probabilities.</param>
internal readonly record struct ModelRequest(int Length, int Caller, bool IsStreamed, bool WantsLogProbabilities)
{
    private const int LongestDigits = 10;

    /// <summary>Finds the first request; false if it is incomplete.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ModelRequest request)
    {
        request = default;
        var bodyAt = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (bodyAt < 4) return false;

        var length = bodyAt + BodyLength(bytes[..bodyAt], bytes[bodyAt..]);
        if (length < bodyAt || bytes.Length < length) return false;

        var body = bytes[bodyAt..length];
        request = new ModelRequest(length, CallerIn(body), Has(body, "\"stream\""u8), Has(body, "\"logprobs\""u8));
        return true;
    }

    // -1 if the length isn't known yet.
    private static int BodyLength(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (NumberAfter(head, "ontent-length: "u8) is { } known) return known;
        if (NumberAfter(head, "ontent-Length: "u8) is { } named) return named;
        if (head.IndexOf("chunked"u8) < 0) return 0;
        return body.IndexOf("\r\n0\r\n\r\n"u8) is var end and >= 0 ? end + 7 : -1;
    }

    private static int CallerIn(ReadOnlySpan<byte> body) => NumberAfter(body, "caller-"u8) ?? 0;

    private static int? NumberAfter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        if (at < 0) return null;

        var digits = text[(at + name.Length)..];
        digits = digits[..Math.Min(digits.Length, LongestDigits)];
        var end = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return int.Parse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture);
    }

    private static bool Has(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var at = body.IndexOf(name);
        return at >= 0 && body[(at + name.Length)..].TrimStart(": "u8).StartsWith("true"u8);
    }
}
