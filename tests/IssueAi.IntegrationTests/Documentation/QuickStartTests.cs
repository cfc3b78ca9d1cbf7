using IssueAi.Tests.Shared;

namespace IssueAi.IntegrationTests.Documentation;

/// <summary>The quick start of README.md: the command, and the command line that it prints.</summary>
public sealed class QuickStartTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Command = "dotnet run --project src/LocalHost";

    // `dotnet run` evaluates the project first, on a busy machine.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_Command_Prints_A_Line_That_Streams_And_Then_Is_Served_From_The_Cache()
    {
        Assert.Contains(Command, new MarkdownPage("README.md").CodeOf("").Select(code => code.Trim()));
        await using var run = LocalHostRun.StartProject(Repository.Root, [("Tables__ConnectionString", azurite.ConnectionString)]);
        await run.WaitForCurlAsync(StartLimit);
        var curl = run.Output.Split('\n').Single(line => line.StartsWith("curl -N ", StringComparison.Ordinal));

        var first = await ProgramRun.StartAsync(Repository.Root, Limits.Test, "sh", "-c", curl);
        var second = await ProgramRun.StartAsync(Repository.Root, Limits.Test, "sh", "-c", curl);

        Assert.Contains("\"cached\":false", LastEvent(first), StringComparison.Ordinal);
        Assert.Contains("\"cached\":true", LastEvent(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Check_Of_Streaming_Finds_That_The_Service_Streams()
    {
        await using var run = LocalHostRun.StartProject(Repository.Root, [("Tables__ConnectionString", azurite.ConnectionString)]);
        var address = await run.WaitForCurlAsync(StartLimit);

        var check = await ProgramRun.StartAsync(Repository.Root, Limits.Test, "bash", ".ci/check-stream", address.GetLeftPart(UriPartial.Authority));

        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
    }

    private static string LastEvent(ProgramRun run) => run.Output.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal));
}
