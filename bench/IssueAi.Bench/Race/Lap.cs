using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

namespace IssueAi.Bench.Race;

/// <summary>The results of one run of a scenario against one contender.</summary>
/// <param name="Load">The clients' observations.</param>
/// <param name="Model">The model's observations.</param>
/// <param name="CpuMs">The server's processor time.</param>
/// <param name="PeakMiB">The server's peak memory.</param>
/// <param name="LoaderShare">The load generator's share of a core.</param>
/// <param name="ModelShare">The fake model's share of a core.</param>
internal sealed record Lap(LoadResult Load, ModelReport Model, double CpuMs, double PeakMiB, double LoaderShare, double ModelShare)
{
    public double FramesASecond => Load.Frames / Load.ElapsedMs * 1000;

    public double CpuUsAFrame => CpuMs * 1000 / Load.Frames;

    /// <summary>Gets the milliseconds from a client's disconnect to its detection by the model, at the median.</summary>
    public double AbortDelayMs => Quantiles.Of(Delays()).P50;

    public double TokensWritten => Model.Aborts.Count == 0 ? double.NaN : Model.Aborts.Average(abort => abort.TokensWritten);

    /// <summary>Gets the share of disconnects that the model detected.</summary>
    public double AbortsSeen => (double)Delays().Count() / Load.Departures.Count;

    private IEnumerable<double> Delays()
    {
        var left = Load.Departures.ToDictionary(departure => departure.Caller, departure => departure.At);
        return Model.Aborts.Where(abort => left.ContainsKey(abort.Caller)).Select(abort => Stamp.MicrosecondsBetween(left[abort.Caller], abort.At) / 1000.0);
    }
}
