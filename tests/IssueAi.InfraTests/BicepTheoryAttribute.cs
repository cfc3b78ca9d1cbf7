namespace IssueAi.InfraTests;

/// <summary>A theory that needs the Bicep CLI, and is skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = BicepCli.SkipReason;
}
