namespace IssueAi.InfraTests;

/// <summary>A theory that needs a POSIX shell, and is skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute() => Skip = ShellFactAttribute.SkipReason;
}
