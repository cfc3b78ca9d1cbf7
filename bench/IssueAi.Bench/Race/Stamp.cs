using System.Diagnostics;

namespace IssueAi.Bench.Race;

/// <summary>
/// The time at which the model sent a token, written into the token's text: all processes of a machine read the same
/// monotonic clock. Five letters encode the microsecond within 17 minutes, so that a token is about as long as a word.
/// </summary>
internal static class Stamp
{
    /// <summary>The number of letters after the mark.</summary>
    public const int Length = 5;

    /// <summary>The prefix of the letters. No other sent text contains it, and JSON needn't escape it.</summary>
    public const byte Mark = (byte)'~';

    private const int BitsALetter = 6;
    private const int Mask = (1 << (Length * BitsALetter)) - 1;

    private static readonly long TicksAMicrosecond = Stopwatch.Frequency / 1_000_000;

    private static ReadOnlySpan<byte> Letters => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8;

    /// <summary>Gets the stamp of the current time.</summary>
    public static int Now => (int)(Stopwatch.GetTimestamp() / TicksAMicrosecond) & Mask;

    public static void Write(Span<byte> letters, int stamp)
    {
        for (var at = Length - 1; at >= 0; at--, stamp >>= BitsALetter) letters[at] = Letters[stamp & ((1 << BitsALetter) - 1)];
    }

    /// <summary>Adds a letter to the part of a stamp that was read so far.</summary>
    public static int Add(int part, byte letter) => (part << BitsALetter) | Letters.IndexOf(letter);

    public static int MicrosecondsBetween(int earlier, int later) => (later - earlier) & Mask;
}
