using IssueAi.Hosting;
using IssueAi.LocalHost;

SocketScheduling.PreferInline();
var warmUp = WarmUp.Start();
return await LocalHostProcess.RunAsync(args, services => services.AddWarmUp(warmUp));
