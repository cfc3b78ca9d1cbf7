using IssueAi.Generation;

namespace IssueAi.Tests.Generation;

internal static class Prompts
{
    public static readonly ModelPrompt Any = new("Refine the issue.", "Checkout fails with \"500\".");
}
