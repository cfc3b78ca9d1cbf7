namespace IssueAi.Bench.Race.Growth;

/// <summary>A logarithmic axis of a chart.</summary>
internal sealed class LogScale
{
    private const double FewPowers = 2.5;
    private const double Margin = 0.05;

    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    private LogScale(double low, double high, double from, double to) => (_low, _high, _from, _to) = (low, high, from, to);

    /// <summary>Gets the values of the axis labels: powers of ten and, if there are few, also their doubles and fivefolds.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            double[] steps = _high - _low > FewPowers ? [1] : [1, 2, 5];
            return Enumerable.Range((int)Math.Floor(_low), (int)Math.Ceiling(_high) - (int)Math.Floor(_low) + 1)
                .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
                .Where(value => Math.Log10(value) >= _low && Math.Log10(value) <= _high);
        }
    }

    /// <summary>Creates the smallest axis that contains the values.</summary>
    public static LogScale Over(IEnumerable<double> values, double from, double to)
    {
        var logs = values.Select(Math.Log10).ToList();
        return new LogScale(logs.Min() - Margin, logs.Max() + Margin, from, to);
    }

    public double At(double value) => _from + ((Math.Log10(value) - _low) / (_high - _low) * (_to - _from));
}
