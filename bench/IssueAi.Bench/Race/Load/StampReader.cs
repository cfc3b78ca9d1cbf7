namespace IssueAi.Bench.Race.Load;

/// <summary>Finds the stamps in a stream's bytes, even if reads split them, and records their ages.</summary>
internal sealed class StampReader
{
    private readonly List<int> _ages = new(256);
    private int _missing;
    private int _part;

    /// <summary>Gets the microseconds that each token took.</summary>
    public IReadOnlyList<int> Ages => _ages;

    public void Reset()
    {
        _ages.Clear();
        _missing = 0;
    }

    public void Read(ReadOnlySpan<byte> bytes, int now)
    {
        while (bytes.Length > 0)
        {
            if (_missing == 0)
            {
                var mark = bytes.IndexOf(Stamp.Mark);
                if (mark < 0) return;
                bytes = bytes[(mark + 1)..];
                (_missing, _part) = (Stamp.Length, 0);
                continue;
            }

            _part = Stamp.Add(_part, bytes[0]);
            bytes = bytes[1..];
            if (--_missing == 0) _ages.Add(Stamp.MicrosecondsBetween(_part, now));
        }
    }
}
