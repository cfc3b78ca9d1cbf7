namespace IssueAi.Bench.Measures;

/// <summary>Measured values and their quantiles.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => Quantile(0.5);

    public static Samples Of(IEnumerable<double> values)
    {
        var samples = new Samples();
        samples.AddRange(values);
        return samples;
    }

    public void Add(double value) => _values.Add(value);

    public void AddRange(IEnumerable<double> values) => _values.AddRange(values);

    /// <summary>Gets the value that a given share of all values doesn't exceed.</summary>
    public double Quantile(double share)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
