using System.Runtime.InteropServices;

namespace IssueAi.ModelSimulator;

/// <summary>The simulator as a process of its own. Not named Program, so that hosts' tests keep that name to themselves.</summary>
internal static class SimulatorProcess
{
    private const string DefaultUrl = "http://127.0.0.1:5005";

    private static async Task Main(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var options = new ModelSimulatorOptions { KeptCalls = 0 };
        configuration.GetSection("Simulator").Bind(options);
        options.Url = configuration["urls"] ?? configuration["ASPNETCORE_URLS"] ?? DefaultUrl;

        await using var server = await ModelSimulatorServer.StartAsync(options);
        Console.WriteLine($"Model simulator listening on {server.Endpoint}");
        await SignalAsync();
    }

    private static async Task SignalAsync()
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await signalled.Task;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled.TrySetResult();
        }
    }
}
