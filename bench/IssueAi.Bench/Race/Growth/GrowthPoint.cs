namespace IssueAi.Bench.Race.Growth;

/// <summary>One contender's figures at one number of streams.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Streams">The number of streams.</param>
/// <param name="LatencyMs">The added latency, at the median.</param>
/// <param name="CpuPercent">The server's share of a core.</param>
/// <param name="PeakMiB">The peak memory.</param>
/// <param name="Failed">The number of failed streams.</param>
internal sealed record GrowthPoint(string Contender, int Streams, double LatencyMs, double CpuPercent, double PeakMiB, int Failed);
