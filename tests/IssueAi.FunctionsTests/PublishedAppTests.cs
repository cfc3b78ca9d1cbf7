using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using IssueAi.FunctionsTests.Hosting;
using IssueAi.IntegrationTests;
using IssueAi.IntegrationTests.Responses;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.FunctionsTests;

public sealed class PublishedAppTests(PublishedApp app, AzuriteFixture azurite) : IClassFixture<PublishedApp>, IClassFixture<AzuriteFixture>
{
    [Fact]
    public void It_Holds_What_The_Host_Needs_And_Nobodys_Settings()
    {
        string[] needed = ["host.json", "worker.config.json", "functions.metadata", "extensions.json", FunctionApp.Program];

        Assert.All(needed, file => Assert.True(File.Exists(Path.Combine(app.Folder, file)), file));
        Assert.False(File.Exists(Path.Combine(app.Folder, "local.settings.json")));
    }

    [Fact]
    public void It_Announces_Every_Function()
    {
        // LocalHost compiles the same function classes.
        var declared =
            from type in typeof(LocalHostApplication).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select function.Name;

        var announced = JsonElement.Parse(File.ReadAllText(Path.Combine(app.Folder, "functions.metadata")));

        Assert.Equal(declared.Order(), announced.EnumerateArray().Select(function => function.GetProperty("name").GetString()!).Order());
    }

    [Theory]
    [InlineData("IssueAi.dll")]
    [InlineData(FunctionApp.Program)]
    [InlineData("Azure.AI.OpenAI.dll")]
    public void It_Is_Compiled_Ahead(string file)
    {
        using var assembly = new PEReader(File.OpenRead(Path.Combine(app.Folder, file)));

        Assert.True(assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Theory]
    [InlineData("System.Runtime.TieredPGO", "false")]
    [InlineData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", "0")]
    public void It_Has_The_Runtime_Settings_That_Were_Measured(string name, string value)
    {
        var settings = JsonElement.Parse(File.ReadAllText(Path.Combine(app.Folder, "IssueAi.Functions.runtimeconfig.json")));

        Assert.Equal(value, settings.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty(name).GetRawText());
    }

    [Fact]
    public async Task It_Starts_And_Streams()
    {
        await using var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        await using var instance = await ProductProcess.StartAsync(FunctionApp.HostOptions with { AppFolder = app.Folder }, azurite.ConnectionString, model);

        var frames = await instance.StreamAsync(new { issueId = "published", description = "The Pay button does nothing." });

        Assert.NotEmpty(frames.Text());
        Assert.False(frames.IsCached());
    }
}
