using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class UpstreamErrorTests : IClassFixture<DefaultProduct>
{
    private readonly Product _product;

    public UpstreamErrorTests(DefaultProduct fixture)
    {
        _product = fixture.Product;
        _product.Model.ResetCalls();
    }

    [Theory]
    [InlineData(SimulatedFailure.Unauthorized, 401, "upstream_rejected")]
    [InlineData(SimulatedFailure.NotFound, 404, "upstream_rejected")]
    [InlineData(SimulatedFailure.Error, 403, "upstream_rejected")]
    [InlineData(SimulatedFailure.Error, 400, "upstream_rejected")]
    [InlineData(SimulatedFailure.PromptFiltered, 400, "content_filtered")]
    public async Task A_Refusal_Is_One_Error_Frame_After_One_Call(SimulatedFailure failure, int status, string code)
    {
        var body = await _product.StreamAsync(new Scenario { Failure = failure, ErrorStatus = status });

        Assert.Single(FrameReader.Frames(body));
        FailureAssert.EndsWithError(body, code, retryable: false);
        FailureAssert.TellsNothingPrivate(body, _product);
        Assert.Single(_product.Model.Calls);
    }

    [Theory]
    [InlineData(500, "upstream_unavailable")]
    [InlineData(502, "upstream_unavailable")]
    [InlineData(503, "upstream_unavailable")]
    [InlineData(504, "upstream_timeout")]
    [InlineData(408, "upstream_timeout")]
    [InlineData(429, "upstream_rate_limited")]
    public async Task A_Failing_Model_Is_Asked_Three_Times_In_All(int status, string code)
    {
        var body = await _product.StreamAsync(new Scenario { Failure = SimulatedFailure.Error, ErrorStatus = status, RetryAfter = TimeSpan.FromMilliseconds(1) });

        Assert.Single(FrameReader.Frames(body));
        FailureAssert.EndsWithError(body, code, retryable: true);
        FailureAssert.TellsNothingPrivate(body, _product);
        Assert.Equal(3, _product.Model.Calls.Count);
    }

    [Theory]
    [InlineData(SimulatedFailure.Error)]
    [InlineData(SimulatedFailure.BreakOff)]
    [InlineData(SimulatedFailure.Garbage)]
    [InlineData(SimulatedFailure.ErrorMidStream)]
    public async Task A_Failure_That_Passes_Is_Not_Seen(SimulatedFailure failure)
    {
        var calls = 0;
        _product.Model.Script = _ => new Scenario
        {
            Chunks = ["Hello"], Failure = Interlocked.Increment(ref calls) == 1 ? failure : SimulatedFailure.None,
        };

        using var response = await _product.PostAsync("Anything.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal("Hello", frames.Text());
        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.Equal(2, _product.Model.Calls.Count);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(null)]
    public async Task A_Short_Rate_Limit_Is_Waited_Out(int? milliseconds)
    {
        var calls = 0;
        _product.Model.Script = _ => new Scenario
        {
            Chunks = ["Hello"],
            Failure = Interlocked.Increment(ref calls) == 1 ? SimulatedFailure.RateLimited : SimulatedFailure.None,
            RetryAfter = milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
        };

        using var response = await _product.PostAsync("Anything.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal("Hello", frames.Text());
        Assert.Equal(2, _product.Model.Calls.Count);
    }

    [Theory]
    [InlineData(9_000, 9)]
    [InlineData(9_100, 10)]
    [InlineData(3_600_000, 3600)]
    public async Task A_Long_Rate_Limit_Is_Handed_On_To_The_Caller(int milliseconds, int seconds)
    {
        var body = await _product.StreamAsync(
            new Scenario { Failure = SimulatedFailure.RateLimited, RetryAfter = TimeSpan.FromMilliseconds(milliseconds) });

        var error = FailureAssert.EndsWithError(body, "upstream_rate_limited", retryable: true);
        Assert.Equal(seconds, error.GetProperty("retryAfterSeconds").GetInt32());
        Assert.Single(_product.Model.Calls);
    }

    [Fact]
    public async Task An_Error_Is_Byte_For_Byte_What_The_Contract_Says()
    {
        _product.Model.Script = _ => new Scenario { Failure = SimulatedFailure.RateLimited };

        using var response = await _product.PostAsync("Anything.");
        var body = await response.Content.ReadAsStringAsync();

        var responseId = Assert.Single(response.Headers.GetValues("X-Response-Id"));
        Assert.Matches(
            $$"""^data: \{"type":"error","message":"[^"]+","code":"upstream_rate_limited","retryable":true,"retryAfterSeconds":5,"responseId":"{{responseId}}"\}\n\n$""",
            body[Product.Opening.Length..]);
    }

    [Fact]
    public async Task A_Model_Without_Anything_To_Say_Is_Unavailable()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = [] });

        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
    }
}
