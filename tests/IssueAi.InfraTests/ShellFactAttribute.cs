namespace IssueAi.InfraTests;

/// <summary>A test that needs a POSIX shell, and is skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Needs sh; azd runs postprovision.ps1 on Windows." : null;
}
