using System.Diagnostics;

namespace IssueAi.LocalHost;

/// <summary>The project's folder, where package.json says which tools a local run needs.</summary>
internal sealed class Checkout
{
    private const string LockFile = "package-lock.json";

    // npm's own record of what is installed; older than the lock file means that something changed since.
    private const string InstalledFile = "node_modules/.package-lock.json";

    // Held by the process that is installing.
    private const string TurnFile = ".npm-ci.lock";

    private Checkout(string root) => Root = root;

    /// <summary>Gets the folder.</summary>
    public string Root { get; }

    /// <summary>Finds the folder above the program or the current directory; null for a published program elsewhere.</summary>
    public static Checkout? Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(Environment.CurrentDirectory);

    /// <summary>Gets the folder of the web client, which has packages of its own.</summary>
    public string Web => Path.Combine(Root, "web");

    /// <summary>Installs what package-lock.json pins, where it isn't installed yet.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public Task InstallNodePackagesAsync() => InstallNodePackagesAsync(Root, "Azurite");

    /// <summary>Installs what the web client's package-lock.json pins, where it isn't installed yet.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public Task InstallWebPackagesAsync() => InstallNodePackagesAsync(Web, "the web client's packages");

    private static async Task InstallNodePackagesAsync(string folder, string what)
    {
        if (AreInstalled(folder)) return;

        // Test projects run side by side, and two npm would undo each other's work.
        using var turn = await TakeTurnAsync(Path.Combine(folder, TurnFile));
        if (AreInstalled(folder)) return;

        Console.WriteLine($"Installing {what} with npm (once, takes a minute or so) …");
        using var npm = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder, quiet: false);
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"'npm ci' in {folder} failed with exit code {npm.ExitCode}.");
    }

    private static bool AreInstalled(string folder)
    {
        var installed = new FileInfo(Path.Combine(folder, InstalledFile));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, LockFile));
    }

    private static async Task<FileStream> TakeTurnAsync(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException held) when (held is not DirectoryNotFoundException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    /// <summary>Starts a Node program in the project's folder; what it prints is dropped.</summary>
    public Process StartNode(params string[] arguments)
    {
        var process = Start("node", arguments, Root, quiet: true);

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

    private static Process Start(string program, string[] arguments, string folder, bool quiet)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = quiet, RedirectStandardError = quiet,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"'{program}' can't be started.");
    }
}
