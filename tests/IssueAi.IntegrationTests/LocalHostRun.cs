using System.Diagnostics;
using System.Text;

namespace IssueAi.IntegrationTests;

/// <summary>LocalHost as a separate program, with an environment that the test chooses.</summary>
internal sealed class LocalHostRun : IAsyncDisposable
{
    // The tests are in bin/<configuration>/<framework>.
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _curl = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalHostRun(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => ReadOutput(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.Exited += (_, _) => _curl.TrySetException(new InvalidOperationException("LocalHost ended before it listened."));
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Gets the error output; complete once <see cref="WaitForExitAsync"/> has returned.</summary>
    public string Errors => _errors.ToString().Trim();

    /// <summary>Starts the program.</summary>
    /// <param name="settings">Environment variables, as <c>Section__Key</c>.</param>
    /// <param name="folder">The program's folder; null for the tests' folder.</param>
    /// <param name="urls">The addresses to listen on.</param>
    public static LocalHostRun Start(IEnumerable<(string Key, string Value)> settings, string? folder = null, string urls = "http://127.0.0.1:0")
    {
        return Start([Path.Combine(folder ?? AppContext.BaseDirectory, "LocalHost.dll"), "--urls", urls], settings);
    }

    /// <summary>Starts the project with the command of README.md, with another address and without the build, which is part of the tests' build.</summary>
    /// <param name="checkout">The repository's root.</param>
    /// <param name="settings">Environment variables, as <c>Section__Key</c>.</param>
    public static LocalHostRun StartProject(string checkout, IEnumerable<(string Key, string Value)> settings) => Start(
        ["run", "--project", Path.Combine(checkout, "src", "LocalHost"), "--no-build", "--configuration", Configuration, "--", "--urls", "http://127.0.0.1:0"], settings);

    private static LocalHostRun Start(IEnumerable<string> arguments, IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(inherited);
        start.Environment["LocalHost__Azurite"] = "false";
        start.Environment["LocalHost__Page"] = "false";
        foreach (var (key, value) in settings) start.Environment[key] = value;

        var run = new LocalHostRun(start);
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Waits until the program has printed the curl command, and returns its address.</summary>
    /// <param name="limit">The limit for that; null for <see cref="Limits.Test"/>.</param>
    public Task<Uri> WaitForCurlAsync(TimeSpan? limit = null) => _curl.Task.WaitAsync(limit ?? Limits.Test);

    /// <summary>Waits for the program's end and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks the program to stop, as a container runtime does.</summary>
    public Task TerminateAsync() => _process.TerminateAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool IsSetting(string name) =>
        name.Contains("__", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase);

    private void ReadOutput(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);

        if (!line.StartsWith("curl -N ", StringComparison.Ordinal)) return;
        _curl.TrySetResult(new Uri(line.Split(' ')[2]));
    }
}
