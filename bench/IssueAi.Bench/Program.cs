using IssueAi.Bench;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

return args switch
{
    [MemoryHost.Command, .. var settings] => await MemoryHost.RunAsync(settings),
    [FakeModelRole.Command] => await FakeModelRole.RunAsync(),
    [LoadRole.Command] => await LoadRole.RunAsync(),
    _ => await BenchRun.RunAsync(BenchOptions.Parse(args)),
};
