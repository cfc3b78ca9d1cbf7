using System.Diagnostics;
using System.Text.Json;
using IssueAi.IntegrationTests;
using IssueAi.ModelSimulator;

namespace IssueAi.FunctionsTests;

/// <summary>Third-party clients that read streams with a leading comment. <c>UiMessageStreamTests</c> covers the AI SDK.</summary>
public sealed class ClientTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("split", "")]
    [InlineData("parsed", "")]
    [InlineData("parsed", "?resumable=true")]
    public async Task A_Stream_That_Begins_With_A_Comment_Is_Read_Whole(string client, string query)
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Hello ", "world."] };

        var read = await ReadAsync(query);
        var frames = read.GetProperty(client).EnumerateArray().ToList();

        Assert.Equal(("Hello world.", "metadata"), (frames.Text(), frames[^1].TypeOf()));
    }

    private async Task<JsonElement> ReadAsync(string query)
    {
        var web = await NodeTools.WebInstalledAsync();
        var start = new ProcessStartInfo("node", [Path.Combine(web, "tests", "clients", "read.mjs"), new Uri(_product.Client.BaseAddress!, $"api/ai/refine{query}").ToString()])
        {
            WorkingDirectory = web, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return JsonElement.Parse(await output);
    }
}
