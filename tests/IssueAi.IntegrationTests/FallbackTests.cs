using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class FallbackTests
{
    private static readonly string[] All = [Product.Deployment, "second", "third"];

    [Theory]
    [InlineData(SimulatedFailure.RateLimited, 429)]
    [InlineData(SimulatedFailure.Error, 500)]
    [InlineData(SimulatedFailure.Error, 504)]
    [InlineData(SimulatedFailure.NotFound, 404)]
    [InlineData(SimulatedFailure.BreakOff, 200)]
    [InlineData(SimulatedFailure.CloseEarly, 200)]
    [InlineData(SimulatedFailure.Garbage, 200)]
    public async Task What_One_Deployment_Does_Not_Answer_The_Next_Does(SimulatedFailure failure, int status)
    {
        await using var product = await StartAsync();
        product.Model.Script = call => call.Deployment == "third"
            ? new Scenario { Chunks = ["Hello"], Model = "gpt-third" }
            : new Scenario { Failure = failure, ErrorStatus = status, RetryAfter = TimeSpan.FromHours(1) };

        using var response = await product.PostAsync("Anything.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal("Hello", frames.Text());
        Assert.Equal("gpt-third", frames[^1].GetProperty("value").GetProperty("model").GetString());
        Assert.Equal(All, product.Model.Calls.Select(call => call.Deployment));
    }

    [Fact]
    public async Task A_Silent_Deployment_Leaves_Time_For_The_Next()
    {
        await using var product = await StartAsync(("Generation:FirstTokenTimeout", "00:00:06"));
        product.Model.Script = call => call.Deployment == "third"
            ? new Scenario { Chunks = ["Hello"] }
            : new Scenario { Failure = SimulatedFailure.Stall };

        using var response = await product.PostAsync("Anything.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal("Hello", frames.Text());
        Assert.Equal(All, product.Model.Calls.Select(call => call.Deployment));
        await product.Model.Calls[0].Ended.WaitAsync(Limits.Test);
        Assert.Equal(CallState.Aborted, product.Model.Calls[0].State);
    }

    [Theory]
    [InlineData(SimulatedFailure.Unauthorized, "upstream_rejected")]
    [InlineData(SimulatedFailure.PromptFiltered, "content_filtered")]
    public async Task What_No_Deployment_Would_Do_Better_Is_Asked_Once(SimulatedFailure failure, string code)
    {
        await using var product = await StartAsync();

        var body = await product.StreamAsync(new Scenario { Failure = failure });

        FailureAssert.EndsWithError(body, code, retryable: false);
        Assert.Single(product.Model.Calls);
    }

    [Fact]
    public async Task After_The_First_Token_There_Is_No_Other_Deployment()
    {
        await using var product = await StartAsync();

        var body = await product.StreamAsync(new Scenario { Chunks = ["one ", "two "], Failure = SimulatedFailure.BreakOff, FailAfter = 1 });

        Assert.Equal("one ", FrameReader.Frames(body).Text());
        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
        Assert.Single(product.Model.Calls);
    }

    [Fact]
    public async Task An_Outage_Of_All_Says_When_The_First_Will_Be_Back()
    {
        await using var product = await StartAsync();
        product.Model.Script = call => new Scenario
        {
            Failure = SimulatedFailure.RateLimited,
            RetryAfter = TimeSpan.FromSeconds(call.Deployment == "second" ? 7 : 90),
        };

        using var response = await product.PostAsync("Anything.");
        var body = await response.Content.ReadAsStringAsync();

        var error = FailureAssert.EndsWithError(body, "upstream_rate_limited", retryable: true);
        Assert.Equal(7, error.GetProperty("retryAfterSeconds").GetInt32());
        Assert.Equal(All, product.Model.Calls.Select(call => call.Deployment));
        FailureAssert.TellsNothingPrivate(body, product);
    }

    [Fact]
    public async Task A_Deployment_That_Stays_Down_Is_Spared()
    {
        await using var product = await StartAsync();
        product.Model.Script = call => call.Deployment == Product.Deployment
            ? new Scenario { Failure = SimulatedFailure.Error, ErrorStatus = 503 }
            : new Scenario { Chunks = ["Hello"] };

        for (var caller = 0; caller < 10; caller++)
        {
            using var response = await product.PostAsync("Anything.");
            Assert.Equal("Hello", (await FrameReader.ReadAllAsync(response)).Text());
        }

        Assert.Equal(3, product.Model.Calls.Count(call => call.Deployment == Product.Deployment));
    }

    private static Task<Product> StartAsync(params (string Key, string Value)[] settings) =>
        Product.StartAsync([("AzureOpenAI:FallbackDeployments", " second, third "), .. settings]);
}
