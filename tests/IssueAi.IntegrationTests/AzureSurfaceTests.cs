using Azure.Core;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests;

/// <summary>Both surfaces of Azure OpenAI, against a simulator that refuses the same requests as Azure.</summary>
public sealed class AzureSurfaceTests
{
    private const string Versionless = "/openai/v1/chat/completions";
    private const string Dated = "/openai/deployments/gpt-test/chat/completions";

    [Theory]
    [InlineData(null, Versionless, null)]
    [InlineData("v1", Versionless, null)]
    [InlineData("preview", Versionless, "preview")]
    [InlineData("2024-10-21", Dated, "2024-10-21")]
    [InlineData("2025-01-01-preview", Dated, "2025-01-01-preview")]
    public async Task Each_Surface_Is_Asked_With_A_Key(string? version, string path, string? query)
    {
        await using var product = await StartAsync(version, ("AzureOpenAI:ApiKey", Product.ModelKey));

        var call = await AskAsync(product);

        Assert.Equal((path, query), (call.Path, call.ApiVersion));
        Assert.Equal((Product.Deployment, Product.ModelKey, null), (call.Deployment, call.ApiKey, call.BearerToken));
        Assert.Equal(path == Versionless, call.Body.TryGetProperty("model", out _));
    }

    [Theory]
    [InlineData("v1", null, "https://cognitiveservices.azure.com/.default")]
    [InlineData("v1", "https://ai.azure.com/.default", "https://ai.azure.com/.default")]
    [InlineData("2024-10-21", null, "https://cognitiveservices.azure.com/.default")]
    public async Task Each_Surface_Is_Asked_With_A_Token_Of_Entra(string version, string? setting, string scope)
    {
        var credential = new FakeCredential();
        (string, string)[] settings = setting is null ? [("AzureOpenAI:ApiKey", "")] : [("AzureOpenAI:ApiKey", ""), ("AzureOpenAI:TokenScope", setting)];
        await using var product = await Product.StartAsync(
            builder => builder.Services.AddSingleton<TokenCredential>(credential), [("AzureOpenAI:ApiVersion", version), .. settings]);

        var call = await AskAsync(product);

        Assert.Equal((FakeCredential.Token, null), (call.BearerToken, call.ApiKey));
        Assert.Equal([scope], credential.Scopes.Distinct());
    }

    [Fact]
    public async Task A_Gateway_In_Front_Keeps_Its_Own_Path()
    {
        await using var product = await Product.StartAsync(("AzureOpenAI:Endpoint", "http://127.0.0.1:1/gateway"));

        var body = await product.StreamAsync(new Scenario());

        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
    }

    [Fact]
    public async Task A_Dated_Version_That_Is_Too_Old_For_The_Model_Is_Refused_And_The_Versionless_Surface_Is_Not()
    {
        await using var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero, EarliestApiVersion = "2024-12-01-preview" });

        Assert.Equal("error", await LastFrameAsync(model, "2024-10-21"));
        Assert.Equal("metadata", await LastFrameAsync(model, "2025-01-01-preview"));
        Assert.Equal("metadata", await LastFrameAsync(model, "v1"));
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("2024-10-21")]
    public async Task A_Deployment_That_Does_Not_Exist_Gives_Way_To_The_Next(string version)
    {
        await using var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero, Deployments = ["other"] });

        Assert.Equal("error", await LastFrameAsync(model, version));
        Assert.Equal("metadata", await LastFrameAsync(model, version, ("AzureOpenAI:FallbackDeployments", "other")));
    }

    private static Task<Product> StartAsync(string? version, params (string, string)[] settings) =>
        Product.StartAsync(version is null ? settings : [("AzureOpenAI:ApiVersion", version), .. settings]);

    private static async Task<string> LastFrameAsync(ModelSimulatorServer model, string version, params (string, string)[] settings)
    {
        await using var product = await StartAsync(version, [("AzureOpenAI:Endpoint", model.Endpoint.ToString()), .. settings]);
        using var response = await product.PostAsync("Anything.");
        return (await FrameReader.ReadAllAsync(response))[^1].TypeOf();
    }

    private static async Task<ObservedCall> AskAsync(Product product)
    {
        var frames = FrameReader.Frames(await product.StreamAsync(new Scenario { Chunks = ["Hello"] }));
        Assert.Equal("metadata", frames[^1].TypeOf());
        return Assert.Single(product.Model.Calls);
    }
}
