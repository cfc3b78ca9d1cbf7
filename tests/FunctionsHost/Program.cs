using IssueAi.FunctionsHosting;
using Microsoft.Extensions.Configuration;

// Hosts a function app, or forwards all requests to another server, at an address, until the process is told to stop:
// --urls http://127.0.0.1:7071 --app FOLDER/PROGRAM.dll, or --urls http://127.0.0.1:7071 --forward http://127.0.0.1:8080
var options = new ConfigurationBuilder().AddCommandLine(args).Build();
var address = new Uri(options["urls"] ?? throw new ArgumentException("--urls is missing."));
if (options["forward"] is { } target)
{
    await ForwardingServer.RunAsync(address, new Uri(target));
    return;
}

var program = Path.GetFullPath(options["app"] ?? throw new ArgumentException("--app and --forward are missing."));
await using var host = await FunctionsHost.StartAsync(new(Path.GetDirectoryName(program)!, Path.GetFileName(program)) { Port = address.Port });
await host.WaitForShutdownAsync();
