using System.ComponentModel;
using System.Diagnostics;

namespace IssueAi.LocalHost;

/// <summary>A folder with a package.json and its npm packages.</summary>
internal sealed class NodePackage(string folder)
{
    private const string LockFile = "package-lock.json";

    // npm's own record of the installed packages; if it is older than the lock file, packages have changed.
    private const string InstalledFile = "node_modules/.package-lock.json";

    // Held by the process that is installing.
    private const string TurnFile = ".npm-ci.lock";

    /// <summary>Gets the folder.</summary>
    public string Folder => folder;

    private bool IsInstalled
    {
        get
        {
            var installed = new FileInfo(Path.Combine(folder, InstalledFile));
            return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, LockFile));
        }
    }

    /// <summary>Installs the packages of package-lock.json, unless they are installed.</summary>
    /// <param name="what">The name of the packages, for the printed line.</param>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public async Task InstallAsync(string what)
    {
        if (IsInstalled) return;

        // Test projects run side by side, and two npm would undo each other's work.
        await using var turn = await FileLock.TakeAsync(Path.Combine(folder, TurnFile));
        if (IsInstalled) return;

        Console.WriteLine($"Installing {what} with npm (once, takes a minute or so) …");
        using var npm = Start(NpmProgram, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], quiet: false);
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"'npm ci' in {folder} failed with exit code {npm.ExitCode}.");
    }

    /// <summary>Runs a script of package.json to its end.</summary>
    /// <returns>Its exit code, and its standard and error output.</returns>
    /// <exception cref="InvalidOperationException">npm is missing.</exception>
    public async Task<(int ExitCode, string Output)> RunScriptAsync(string name, params (string Key, string Value)[] environment)
    {
        using var npm = Start(NpmProgram, ["run", "--silent", name], quiet: true, environment);
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        return (npm.ExitCode, await output + await errors);
    }

    /// <summary>Starts a Node program in the folder; its output is dropped.</summary>
    public Process StartNode(string[] arguments, params (string Key, string Value)[] environment)
    {
        var process = Start("node", arguments, quiet: true, environment);

        // An unread pipe would fill up and stop the program.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string NpmProgram => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private Process Start(string program, string[] arguments, bool quiet, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = quiet, RedirectStandardError = quiet,
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"'{program}' can't be started; it comes with Node.js 22 or later. ({exception.Message})", exception);
        }
    }
}
