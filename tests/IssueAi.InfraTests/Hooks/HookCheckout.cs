using System.Diagnostics;
using IssueAi.Tests.Runs;

namespace IssueAi.InfraTests.Hooks;

/// <summary>A folder with the hooks and build settings of the checkout, and fake commands that precede the machine's commands in PATH.</summary>
internal sealed class HookCheckout : IDisposable
{
    // The files that affect the build of a C# file in infra/hooks.
    private static readonly string[] BuildSettings = ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json"];

    // All tests share one folder: .NET caches the compiled C# file by its path.
    private static readonly Lazy<string> Root = new(CopyCheckout);

    private readonly DirectoryInfo _own = Directory.CreateTempSubdirectory("issueai-hook-test-");

    /// <summary>Returns the path of a file in the shared checkout.</summary>
    public static string PathOf(string relative) => Path.Combine(Root.Value, relative);

    /// <summary>Returns the path of a file of this test alone.</summary>
    public string OwnPathOf(string relative) => Path.Combine(_own.FullName, relative);

    /// <summary>Puts a fake command first in PATH, and logs the arguments of each call as one line.</summary>
    public void AddCommand(string name, string script)
    {
        var file = OwnPathOf($"commands/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\necho \"$*\" >> '{LogOf(name)}'\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Returns the calls of a command, one per line.</summary>
    public string[] CallsOf(string name) => File.Exists(LogOf(name)) ? File.ReadAllLines(LogOf(name)) : [];

    /// <summary>Runs a hook as azd does, with the environment's values as variables; null removes a variable.</summary>
    public Task<ProcessRun> RunAsync(string shell, string hook, params (string Name, string? Value)[] variables)
    {
        var script = PathOf($"infra/hooks/{hook}{Shells.ExtensionOf(shell)}");
        var start = new ProcessStartInfo(shell, shell == Shells.Pwsh ? ["-NoProfile", "-NonInteractive", script] : [script]) { WorkingDirectory = Root.Value };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["PATH"] = $"{OwnPathOf("commands")}{Path.PathSeparator}{start.Environment["PATH"]}";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return ProcessRun.OfAsync(start);
    }

    public void Dispose() => _own.Delete(recursive: true);

    private static string CopyCheckout()
    {
        var root = Directory.CreateTempSubdirectory("issueai-hooks-").FullName;
        RunEnd.Delete(root);
        var hooks = Directory.EnumerateFiles(Repository.PathOf("infra/hooks")).Select(hook => $"infra/hooks/{Path.GetFileName(hook)}");
        foreach (var file in BuildSettings.Append("local.settings.sample.json").Concat(hooks))
        {
            var target = Path.Combine(root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        return root;
    }

    private string LogOf(string command) => OwnPathOf($"{command}.log");
}
