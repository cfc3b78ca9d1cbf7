using IssueAi.Bench.Race.Contenders;
using IssueAi.Bench.Race.Scenarios;

namespace IssueAi.Bench.Race;

/// <summary>All laps of one scenario, by contender, round by round.</summary>
internal sealed class RaceLaps(RaceScenario scenario)
{
    private readonly Dictionary<string, List<Lap>> _laps = [];
    private readonly Dictionary<string, string> _failures = [];

    public RaceScenario Scenario => scenario;

    /// <summary>Gets the failures, by contender.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <summary>Gets or sets the tables' time per operation during the laps.</summary>
    public double RoundTripMs { get; set; }

    public void Add(string contender, Lap lap)
    {
        if (!_laps.TryGetValue(contender, out var laps)) _laps[contender] = laps = [];
        laps.Add(lap);
        if (lap.Load.Failure is { } failure) Fail(contender, $"{lap.Load.Failed} failed: {failure}");
    }

    public void Fail(string contender, string reason) => _failures.TryAdd(contender, reason);

    /// <summary>Gets the median of a figure over all rounds.</summary>
    public double Median(string contender, Measure measure) => MedianOf(LapsOf(contender).Select(measure.Of));

    /// <summary>Gets the median ratio to the pass-through, over all rounds.</summary>
    public double Ratio(string contender, Measure measure) => RatioTo(ContenderList.Yarp, contender, measure);

    /// <summary>Gets the median ratio to another contender, over all rounds.</summary>
    public double RatioTo(string other, string contender, Measure measure) =>
        MedianOf(LapsOf(contender).Zip(LapsOf(other), (own, others) => measure.Of(own) / measure.Of(others)));

    /// <summary>Gets that ratio after subtracting a number of table round trips.</summary>
    public double RatioLess(int roundTrips, string contender, Measure measure) => MedianOf(
        LapsOf(contender).Zip(LapsOf(ContenderList.Yarp), (own, yarp) => (measure.Of(own) - (roundTrips * RoundTripMs)) / measure.Of(yarp)));

    private List<Lap> LapsOf(string contender) => _laps.GetValueOrDefault(contender) ?? [];

    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
