namespace IssueAi.Tests.Shared;

/// <summary>Files in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "IssueAi.Functions.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
