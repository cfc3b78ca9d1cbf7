using IssueAi.LocalHost;

return await LocalHostProcess.RunAsync(args);
