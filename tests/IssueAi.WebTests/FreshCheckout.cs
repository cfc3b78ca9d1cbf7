using IssueAi.IntegrationTests;

namespace IssueAi.WebTests;

/// <summary>A separate checkout without build output, but with the program. It links to installed packages.</summary>
internal sealed class FreshCheckout : IDisposable
{
    // Paths that a clone lacks. The tests of another project may be installing packages at this moment, and hold the lock.
    private static readonly string[] Ignored = ["local.settings.json", ".npm-ci.lock"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("issue-ai-");

    private FreshCheckout()
    {
    }

    public string Program => Path.Combine(_root.FullName, "bin");

    public string Web => Path.Combine(_root.FullName, "web");

    public static async Task<FreshCheckout> CreateAsync()
    {
        var original = await WebPackage.InstalledAsync();
        var copy = new FreshCheckout();
        foreach (var file in new[] { "package-lock.json", "host.json" }) File.Copy(Path.Combine(original.Root, file), Path.Combine(copy._root.FullName, file));
        CopyFiles(AppContext.BaseDirectory, copy.Program);
        CopyFiles(original.Web, copy.Web);
        foreach (var folder in new[] { "src", "demo" }) CopyFolder(Path.Combine(original.Web, folder), Path.Combine(copy.Web, folder));
        Directory.CreateSymbolicLink(Path.Combine(copy.Web, "node_modules"), Path.Combine(original.Web, "node_modules"));
        return copy;
    }

    /// <summary>Starts LocalHost with the demo page.</summary>
    public LocalHostRun Start(params (string Key, string Value)[] settings) => LocalHostRun.Start([("LocalHost__Page", "true"), .. settings], Program);

    public void Dispose() => _root.Delete(recursive: true);

    private static void CopyFolder(string from, string to)
    {
        CopyFiles(from, to);
        foreach (var folder in Directory.EnumerateDirectories(from)) CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !Ignored.Contains(Path.GetFileName(file))))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
