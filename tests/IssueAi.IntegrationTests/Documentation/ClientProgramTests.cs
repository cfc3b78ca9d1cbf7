using IssueAi.ModelSimulator;
using IssueAi.Tests.Shared;

namespace IssueAi.IntegrationTests.Documentation;

/// <summary>The client programs of docs/clients.md, unchanged except for the address.</summary>
public sealed class ClientProgramTests : IDisposable
{
    private const string Address = "http://localhost:7071";

    // A restore and a compilation, on a busy machine.
    private static readonly TimeSpan CompileLimit = TimeSpan.FromMinutes(2);

    private static readonly MarkdownPage Page = new("docs/clients.md");

    private static readonly string[] Words = [.. Enumerable.Range(1, 60).Select(number => $"word{number} ")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("issue-ai-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_JavaScript_Program_Resumes_And_Prints_The_Whole_Text()
    {
        await using var product = await Product.StartAsync(("Streaming:MaxDuration", "00:00:01"));
        product.Model.Script = _ => new Scenario { Chunks = Words, TokenDelay = TimeSpan.FromMilliseconds(40) };

        var run = await RunAsync(product, "js", "ask.mjs", Limits.Test, "node", "ask.mjs");

        Assert.Equal((string.Concat(Words).Trim(), ""), (run.Output.Trim(), run.Errors));
        Assert.Single(product.Model.Calls);
    }

    [Fact]
    public async Task The_CSharp_Program_Prints_The_Text_And_The_Model()
    {
        await using var product = await Product.StartAsync();
        product.Model.Script = _ => new Scenario { Chunks = ["Hello ", "world."], Model = "gpt-test-1" };

        var run = await RunAsync(product, "csharp", "ask.cs", CompileLimit, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "run", "ask.cs");

        Assert.Equal(("Hello world.\ngpt-test-1, cached: False", ""), (run.Output.ReplaceLineEndings("\n").Trim(), run.Errors));
    }

    private async Task<ProgramRun> RunAsync(Product product, string language, string file, TimeSpan limit, string program, params string[] arguments)
    {
        var code = Assert.Single(Page.CodeOf(language));
        Assert.Contains(Address, code, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), code.Replace(Address, product.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal));
        return await ProgramRun.StartAsync(_folder.FullName, limit, program, arguments);
    }
}
