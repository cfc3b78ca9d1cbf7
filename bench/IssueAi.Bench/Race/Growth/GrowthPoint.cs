namespace IssueAi.Bench.Race.Growth;

/// <summary>One contender's figures at one number of streams.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Streams">The number of streams.</param>
/// <param name="LatencyMs">The latency that it added, at the median.</param>
/// <param name="CpuPercent">How much of a core it took.</param>
/// <param name="PeakMiB">The most memory that it had.</param>
/// <param name="Failed">How many streams failed.</param>
internal sealed record GrowthPoint(string Contender, int Streams, double LatencyMs, double CpuPercent, double PeakMiB, int Failed);
