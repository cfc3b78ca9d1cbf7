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
}
