namespace IssueAi.IntegrationTests;

internal static class Limits
{
    /// <summary>The limits for waiting in tests: far above the normal duration.</summary>
    public static readonly TimeSpan Test = TimeSpan.FromSeconds(30);
}
