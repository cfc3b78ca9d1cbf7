namespace IssueAi.InfraTests;

/// <summary>A test that needs the Bicep CLI, and is skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCli.SkipReason;
}
