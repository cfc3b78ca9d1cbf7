using System.ComponentModel;
using System.Diagnostics;

namespace IssueAi.WebTests;

/// <summary>The browser of the browser tests: CHROME_PATH, or Debian's package, which is installed if that is allowed.</summary>
internal static class Chromium
{
    private const string DebianPath = "/usr/bin/chromium";

    private static readonly Lazy<(string? Path, string? WhyNot)> Found = new(Find);

    /// <summary>Gets the path of the browser; null if there is none.</summary>
    public static string? Path => Found.Value.Path;

    /// <summary>Gets the reason for its absence; null if it is available.</summary>
    public static string? WhyNot => Found.Value.WhyNot;

    private static (string? Path, string? WhyNot) Find()
    {
        if (Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } path)
            return File.Exists(path) ? (path, null) : throw new FileNotFoundException($"CHROME_PATH names {path}, which doesn't exist.");

        if (!File.Exists(DebianPath) && TryInstall() is { } failure)
            return Missing($"{failure} Install Chromium, or let CHROME_PATH name one.");

        return (DebianPath, null);
    }

    private static (string? Path, string? WhyNot) Missing(string reason)
    {
        var whyNot = $"THE BROWSER TESTS WERE NOT RUN: there is no Chromium at {DebianPath}. {reason}";
        Console.Error.WriteLine(whyNot);
        return (null, whyNot);
    }

    private static string? TryInstall()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return "It can be installed by root on Debian only.";

        Console.WriteLine("Installing Chromium with apt-get (once, takes a minute or so) …");
        return TryAptGet("update") ?? TryAptGet("install", "--yes", "--no-install-recommends", "chromium");
    }

    private static string? TryAptGet(params string[] arguments)
    {
        try
        {
            // Another process may be installing a package at this moment.
            var start = new ProcessStartInfo("apt-get", [.. arguments, "--quiet", "--option", "DPkg::Lock::Timeout=120"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
            };
            using var apt = Process.Start(start)!;
            var errors = apt.StandardError.ReadToEndAsync();
            apt.StandardOutput.ReadToEnd();
            apt.WaitForExit();
            return apt.ExitCode == 0 ? null : $"'apt-get {arguments[0]}' failed: {errors.Result.Trim()}";
        }
        catch (Win32Exception)
        {
            return "There is no apt-get to install it with.";
        }
    }
}
