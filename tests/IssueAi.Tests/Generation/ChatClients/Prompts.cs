using IssueAi.Generation;

namespace IssueAi.Tests.Generation.ChatClients;

internal static class Prompts
{
    public static readonly ModelPrompt Any = new("Refine the issue.", "Checkout fails with \"500\".");
}
