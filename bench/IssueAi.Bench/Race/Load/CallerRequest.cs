using System.Globalization;

namespace IssueAi.Bench.Race.Load;

/// <summary>A request's bytes with placeholders for the client's number, so that every request is unique.</summary>
internal sealed class CallerRequest
{
    /// <summary>The placeholder in the issue's text.</summary>
    public const string Caller = "caller-00000000";

    /// <summary>The placeholder in the header with the client's address.</summary>
    public const string Address = "fd00::0000:0000";

    private const int Digits = 8;

    private readonly byte[] _bytes;
    private readonly List<int> _callers;
    private readonly List<int> _addresses;

    public CallerRequest(byte[] template)
    {
        _bytes = [.. template];
        _callers = Find("caller-00000000"u8, "caller-".Length);
        _addresses = Find("fd00::0000:0000"u8, "fd00::".Length);
    }

    /// <summary>Returns the bytes of a client's request; valid until the next call.</summary>
    public ReadOnlyMemory<byte> For(int caller)
    {
        Span<byte> digits = stackalloc byte[Digits];
        caller.TryFormat(digits, out _, "D8", CultureInfo.InvariantCulture);
        foreach (var at in _callers) digits.CopyTo(_bytes.AsSpan(at));
        foreach (var at in _addresses)
        {
            digits[..4].CopyTo(_bytes.AsSpan(at));
            digits[4..].CopyTo(_bytes.AsSpan(at + 5));
        }

        return _bytes;
    }

    private List<int> Find(ReadOnlySpan<byte> place, int offset)
    {
        var found = new List<int>();
        for (int from = 0, at; (at = _bytes.AsSpan(from).IndexOf(place)) >= 0; from += at + 1) found.Add(from + at + offset);
        return found;
    }
}
