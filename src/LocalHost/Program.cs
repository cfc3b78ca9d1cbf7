using IssueAi.Hosting;
using IssueAi.LocalHost;

SocketScheduling.PreferInline();
return await LocalHostProcess.RunAsync(args);
