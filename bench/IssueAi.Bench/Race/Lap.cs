using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

namespace IssueAi.Bench.Race;

/// <summary>The results of one run of a scenario against one contender.</summary>
/// <param name="Load">The clients' observations.</param>
/// <param name="Model">The model's observations.</param>
/// <param name="CpuMs">The server's processor time.</param>
/// <param name="PeakMiB">The most memory that the server had.</param>
/// <param name="LoaderShare">How much of a core the load generator took.</param>
/// <param name="ModelShare">How much of a core the fake model took.</param>
internal sealed record Lap(LoadResult Load, ModelReport Model, double CpuMs, double PeakMiB, double LoaderShare, double ModelShare)
{
    public double FramesASecond => Load.Frames / Load.ElapsedMs * 1000;

    public double CpuUsAFrame => CpuMs * 1000 / Load.Frames;

    /// <summary>Gets the milliseconds from a caller's leaving to the model's noticing, at the median.</summary>
    public double AbortDelayMs => Quantiles.Of(Delays()).P50;

    public double TokensWritten => Model.Aborts.Count == 0 ? double.NaN : Model.Aborts.Average(abort => abort.TokensWritten);

    /// <summary>Gets the share of departures that the model noticed.</summary>
    public double AbortsSeen => (double)Delays().Count() / Load.Departures.Count;

    private IEnumerable<double> Delays()
    {
        var left = Load.Departures.ToDictionary(departure => departure.Caller, departure => departure.At);
        return Model.Aborts.Where(abort => left.ContainsKey(abort.Caller)).Select(abort => Stamp.MicrosecondsBetween(left[abort.Caller], abort.At) / 1000.0);
    }
}
