namespace IssueAi.Bench.Race.Growth;

/// <summary>A chart's axis by powers of ten.</summary>
internal sealed class LogScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    private LogScale(double low, double high, double from, double to) => (_low, _high, _from, _to) = (low, high, from, to);

    /// <summary>Gets the powers of ten that lie on it.</summary>
    public IEnumerable<double> Powers => Enumerable.Range((int)Math.Ceiling(_low), Math.Max(0, (int)Math.Floor(_high) - (int)Math.Ceiling(_low) + 1)).Select(power => Math.Pow(10, power));

    /// <summary>Makes an axis that just holds the values and, of the next powers of ten, at least one.</summary>
    public static LogScale Over(IEnumerable<double> values, double from, double to)
    {
        var logs = values.Select(Math.Log10).ToList();
        var (low, high) = (logs.Min() - 0.05, logs.Max() + 0.05);
        if (Math.Ceiling(low) > high) low = Math.Floor(low);
        return new LogScale(low, high, from, to);
    }

    public double At(double value) => _from + ((Math.Log10(value) - _low) / (_high - _low) * (_to - _from));
}
