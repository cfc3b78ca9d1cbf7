namespace IssueAi.InfraTests.Hooks;

/// <summary>The installed shells among those that azd runs hooks in: sh on Linux and macOS, pwsh on Windows.</summary>
internal static class Shells
{
    public const string Sh = "sh";
    public const string Pwsh = "pwsh";

    public static string[] Names => [.. new[] { Sh, Pwsh }.Where(shell => MissingReason(shell) is null)];

    /// <summary>Gets the shells of this machine; CI has both.</summary>
    public static TheoryData<string> Available => [.. Names];

    public static string? MissingReason(string shell) =>
        IsOnPath(OperatingSystem.IsWindows() ? $"{shell}.exe" : shell) ? null : $"No {shell} on the PATH.";

    public static string ExtensionOf(string shell) => shell == Pwsh ? ".ps1" : ".sh";

    private static bool IsOnPath(string file) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, file)));
}
