using IssueAi.LocalHost;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>The Node routes, with their own packages.</summary>
internal static class NodePeers
{
    private static readonly string Folder = Path.Combine(CheckoutFolder.Path, "bench", "Peers", "node");

    public static string OpenAI => Path.Combine(Folder, "openai-route.mjs");

    public static string AiSdk => Path.Combine(Folder, "ai-sdk-route.mjs");

    public static Task InstallAsync() => new NodePackage(Folder).InstallAsync("the Node routes");
}
