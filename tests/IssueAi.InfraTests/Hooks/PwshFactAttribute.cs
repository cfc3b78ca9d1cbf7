namespace IssueAi.InfraTests.Hooks;

/// <summary>A test that needs PowerShell, and is skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute() => Skip = Shells.MissingReason(Shells.Pwsh);
}
