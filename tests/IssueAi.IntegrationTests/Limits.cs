namespace IssueAi.IntegrationTests;

internal static class Limits
{
    /// <summary>How long anything that a test waits for may take before the test fails: far above what it needs.</summary>
    public static readonly TimeSpan Test = TimeSpan.FromSeconds(30);
}
