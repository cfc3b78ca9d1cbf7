using System.Diagnostics;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

[Collection(nameof(Measured))]
public sealed class MaxDurationTests
{
    [Fact]
    public async Task A_Stream_Ends_At_Its_Longest_Duration_Though_The_Model_Goes_On()
    {
        await using var product = await Product.StartAsync(("Streaming:MaxDuration", "00:00:01"));
        await product.StreamAsync(new());
        product.Model.ResetCalls();
        string[] endless = [.. Enumerable.Repeat("on and on ", 10_000)];

        var body = await product.StreamAsync(new Scenario { Chunks = endless, TokenDelay = TimeSpan.FromMilliseconds(20) });

        Assert.NotEmpty(FrameReader.Frames(body).Text());
        FailureAssert.EndsWithError(body, "upstream_timeout", retryable: true);
        var call = Assert.Single(product.Model.Calls);
        await call.Ended.WaitAsync(Limits.Test);
        Assert.Equal(CallState.Aborted, call.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?resumable=true")]
    public async Task A_Client_That_Does_Not_Read_Holds_Its_Stream_No_Longer(string query)
    {
        await using var product = await Product.StartAsync(("Streaming:MaxDuration", "00:00:01"), ("Streaming:DisconnectGrace", "00:00:00.1"));
        await product.StreamAsync(new());
        product.Model.ResetCalls();
        var chunk = new string('x', 100_000);
        product.Model.Script = _ => new Scenario { Chunks = [.. Enumerable.Repeat(chunk, 2_000)], Failure = SimulatedFailure.Stall, FailAfter = 1_999 };

        using var client = await SilentReader.PostAsync(product.Client.BaseAddress!, $"/api/ai/refine{query}");
        var call = await product.Model.WaitForCallAsync().WaitAsync(Limits.Test);
        var clock = Stopwatch.StartNew();
        await call.Ended.WaitAsync(Limits.Test);

        Assert.Equal(CallState.Aborted, call.State);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }
}
