using System.Globalization;
using IssueAi.Bench;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

return args switch
{
    [MemoryHost.Command, .. var settings] => await MemoryHost.RunAsync(settings),
    [HeapObjects.Command, var processId] => HeapObjects.Run(int.Parse(processId, CultureInfo.InvariantCulture)),
    [FakeModelRole.Command] => await FakeModelRole.RunAsync(),
    [LoadRole.Command] => await LoadRole.RunAsync(),
    _ => await BenchRun.RunAsync(BenchOptions.Parse(args)),
};
