using System.Diagnostics;

namespace IssueAi.LocalHost;

/// <summary>The project's folder, where package.json says which tools a local run needs.</summary>
internal sealed class Checkout
{
    private const string LockFile = "package-lock.json";

    // npm's own record of what is installed; older than the lock file means that something changed since.
    private const string InstalledFile = "node_modules/.package-lock.json";

    private Checkout(string root) => Root = root;

    /// <summary>Gets the folder.</summary>
    public string Root { get; }

    /// <summary>Finds the folder above the program or the current directory; null for a published program elsewhere.</summary>
    public static Checkout? Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(Environment.CurrentDirectory);

    /// <summary>Installs what package-lock.json pins, where it isn't installed yet.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public async Task InstallNodePackagesAsync()
    {
        var installed = new FileInfo(Path.Combine(Root, InstalledFile));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Root, LockFile))) return;

        Console.WriteLine("Installing Azurite and other tools with npm (once, takes a minute or so) …");
        using var npm = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], quiet: false);
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"'npm ci' in {Root} failed with exit code {npm.ExitCode}.");
    }

    /// <summary>Starts a Node program in the project's folder; what it prints is dropped.</summary>
    public Process StartNode(params string[] arguments)
    {
        var process = Start("node", arguments, quiet: true);

        // A pipe that nobody reads would fill up and stop the program.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static Checkout? FindAbove(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, LockFile)) && File.Exists(Path.Combine(place.FullName, "host.json")))
                return new Checkout(place.FullName);
        }

        return null;
    }

    private Process Start(string program, string[] arguments, bool quiet)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root, RedirectStandardOutput = quiet, RedirectStandardError = quiet,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"'{program}' can't be started.");
    }
}
