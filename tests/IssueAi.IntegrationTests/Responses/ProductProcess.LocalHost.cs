using System.Diagnostics;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>The product on LocalHost.</summary>
internal sealed partial class ProductProcess
{
    private const string Announcement = "IssueAi listens on ";

    private readonly Process _process;

    private ProductProcess(Process process, ProcessOutput output, Uri address)
    {
        _process = process;
        Output = output;
        Client = CreateClient(address);
    }

    /// <summary>Gets settings that force a garbage collection after every 4 MiB, so that only retained memory remains.</summary>
    public static (string Key, string Value)[] CollectsOften => [("DOTNET_gcServer", "0"), ("DOTNET_GCgen0size", "400000")];

    /// <summary>Gets the output of the process.</summary>
    public ProcessOutput Output { get; }

    /// <summary>Gets how much memory the process holds, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts an instance with settings in the form <c>Section__Key</c>.</summary>
    public static Task<ProductProcess> StartAsync(string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings) =>
        StartProgramAsync("LocalHost.dll", tables, model, settings);

    /// <summary>Starts an instance with a program in this folder.</summary>
    public static async Task<ProductProcess> StartProgramAsync(
        string program, string tables, ModelSimulatorServer model, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LocalHost__Azurite"] = "false", ["LocalHost__Page"] = "false" },
        };
        foreach (var (key, value) in DefaultSettings(tables, model)) start.Environment[key] = value;
        foreach (var (key, value) in settings) start.Environment[key] = value;

        var output = new ProcessOutput();
        var process = Process.Start(start)!;
        output.Follow(process);
        return new ProductProcess(process, output, await output.WaitForAddressAsync(Announcement));
    }

    /// <summary>Kills the process, as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as a container runtime does.</summary>
    public Task TerminateAsync() => _process.TerminateAsync();

    /// <summary>Asks the process to stop, as Ctrl+C does.</summary>
    public Task InterruptAsync() => _process.InterruptAsync();

    /// <summary>Waits for the process's end and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
