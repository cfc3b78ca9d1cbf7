using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Tables;

namespace IssueAi.Bench.Race.Instances;

/// <summary>The results of a load on several instances.</summary>
internal sealed record InstanceLap(LoadResult Load, IReadOnlyList<TableOperation> Operations, double CpuMs)
{
    public double RequestsASecond => Load.Completed / Load.ElapsedMs * 1000;

    public double OperationsASecond => Operations.Count / Load.ElapsedMs * 1000;

    public double OperationsARequest => (double)Operations.Count / Load.Completed;

    public double ConflictsARequest => (double)Operations.Count(operation => operation.IsConflict) / Load.Completed;

    public double CpuMsARequest => CpuMs / Load.Completed;
}
