namespace IssueAi.InfraTests.Hooks;

/// <summary>A test that needs PowerShell, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute() => Skip = Shells.MissingReason(Shells.Pwsh);
}
