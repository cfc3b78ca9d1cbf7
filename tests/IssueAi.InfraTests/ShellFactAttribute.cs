namespace IssueAi.InfraTests;

/// <summary>A test that needs a POSIX shell, and is skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = SkipReason;

    public static string? SkipReason => OperatingSystem.IsWindows() ? "Needs sh; azd runs the .ps1 hooks on Windows." : null;
}
