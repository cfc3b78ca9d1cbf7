using System.Diagnostics;
using IssueAi.IntegrationTests;

namespace IssueAi.FunctionsTests;

/// <summary>The function app as <c>azd</c> publishes it, in a separate folder.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private static readonly TimeSpan MaxPublishTime = TimeSpan.FromMinutes(5);

    public string Folder { get; } = Directory.CreateTempSubdirectory("issueai-published-").FullName;

    public async Task InitializeAsync()
    {
        var checkout = await NodeTools.InstalledAsync();

        // The analyzers have seen this code in the Debug build, and don't change the output.
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(checkout.Root, "src", "Functions"), "--configuration", "Release", "--output", Folder,
                "-nodeReuse:false", "-p:RunAnalyzers=false",
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };

        // The test runner's build settings must not affect this build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using var publish = Process.Start(start)!;
        var output = publish.StandardOutput.ReadToEndAsync();
        var errors = publish.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(MaxPublishTime);
        await publish.WaitForExitAsync(limit.Token);
        Assert.True(publish.ExitCode == 0, await output + await errors);
        Assert.DoesNotContain("warning", await output, StringComparison.OrdinalIgnoreCase);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}
