using IssueAi.Bench;
using IssueAi.Bench.Processes;

return args is [MemoryHost.Command, .. var settings] ? await MemoryHost.RunAsync(settings) : await BenchRun.RunAsync(BenchOptions.Parse(args));
