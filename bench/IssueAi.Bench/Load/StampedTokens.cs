using System.Collections;
using System.Diagnostics;

namespace IssueAi.Bench.Load;

/// <summary>
/// The tokens of an answer, with the time at which the model takes each one to write it: a few microseconds before the socket write.
/// </summary>
internal sealed class StampedTokens(int count) : IReadOnlyList<string>
{
    private const string Token = "voucher ";

    private readonly long[] _takenAt = new long[count];

    public int Count => _takenAt.Length;

    public string this[int index]
    {
        get
        {
            if (_takenAt[index] == 0) _takenAt[index] = Stopwatch.GetTimestamp();
            return Token;
        }
    }

    /// <summary>Gets the milliseconds that each token took.</summary>
    public IEnumerable<double> LatenciesMs(IReadOnlyList<long> seenAt) => seenAt.Count == Count
        ? seenAt.Select((seen, index) => Stopwatch.GetElapsedTime(_takenAt[index], seen).TotalMilliseconds)
        : throw new InvalidOperationException($"{seenAt.Count} of {Count} tokens arrived.");

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
