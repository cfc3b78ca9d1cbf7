namespace IssueAi.LocalHost;

/// <summary>The demo page's files in the checkout's <c>web/dist/demo</c>, built from their sources when those are newer.</summary>
internal sealed class DemoPage
{
    private static readonly string[] Sources = ["src", "demo", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json"];

    private readonly Checkout _checkout;

    private DemoPage(Checkout checkout) => _checkout = checkout;

    /// <summary>Gets where the built files are.</summary>
    public string Folder => Path.Combine(_checkout.Web, "dist", "demo");

    private FileInfo Index => new(Path.Combine(Folder, "index.html"));

    private bool IsStale => !Index.Exists || Index.LastWriteTimeUtc < NewestSource();

    /// <summary>Builds the page where that is needed. A page that can't be built is said in a line, and is no reason to stop.</summary>
    /// <returns>The page; null outside a checkout, or when there is none, not even one built earlier.</returns>
    public static async Task<DemoPage?> BuildIfNeededAsync(TextWriter errors)
    {
        if (Checkout.Find() is not { } checkout || !Directory.Exists(checkout.Web)) return null;

        var page = new DemoPage(checkout);
        try
        {
            if (page.IsStale) await page.BuildAsync();
        }
        catch (InvalidOperationException exception)
        {
            await errors.WriteLineAsync($"The demo page couldn't be built, the API works without it. {exception.Message}");
        }

        return page.Index.Exists ? page : null;
    }

    private async Task BuildAsync()
    {
        // Several programs may start at once: the first builds, the others find it done.
        await using var turn = await FileLock.TakeAsync(Path.Combine(_checkout.Web, "dist", ".demo.lock"));
        if (!IsStale) return;

        await _checkout.InstallWebPackagesAsync();
        Console.WriteLine("Building the demo page …");
        var began = DateTime.UtcNow;
        var (exitCode, output) = await _checkout.RunWebScriptAsync("build:demo");
        if (exitCode != 0) throw new InvalidOperationException($"'npm run build:demo' in {_checkout.Web} failed with exit code {exitCode}:\n{output.Trim()}");

        // As old as the sources it was made from: one that was saved meanwhile isn't in it.
        File.SetLastWriteTimeUtc(Index.FullName, began);
    }

    // A folder's own time tells of files that are gone.
    private DateTime NewestSource() => Sources
        .Select(source => Path.Combine(_checkout.Web, source))
        .SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Append(path) : [path])
        .Max(File.GetLastWriteTimeUtc);
}
