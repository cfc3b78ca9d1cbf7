using System.Net;

namespace IssueAi.Tests.ModelSimulator;

public sealed class FailureTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task Request_Without_A_Key_Is_Refused()
    {
        var (response, error) = await simulator.FailAsync(Prompts.Body(), withKey: false);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("401", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Azure_Request_Without_A_Version_Is_Not_Found()
    {
        var (response, _) = await simulator.FailAsync(Prompts.Body(), "/openai/deployments/gpt-test/chat/completions");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("no json at all")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"messages":"hello"}""")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}],"stream":"yes"}""")]
    public async Task Request_That_Is_No_Chat_Is_Refused(string body)
    {
        var (response, _) = await simulator.FailAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("error", 500, "500")]
    [InlineData("error status=503", 503, "503")]
    [InlineData("rate-limited", 429, "429")]
    [InlineData("unauthorized", 401, "401")]
    [InlineData("not-found", 404, "DeploymentNotFound")]
    [InlineData("prompt-filtered", 400, "content_filter")]
    [InlineData("error status=418 deployment=gpt-test", 418, "418")]
    [InlineData("no-such-thing", 400, "simulator_directive")]
    [InlineData("stall after=soon", 400, "simulator_directive")]
    [InlineData("stall after 5", 400, "simulator_directive")]
    public async Task Directive_Answers_With_An_Error(string directive, int status, string code)
    {
        var (response, error) = await simulator.FailAsync(Told(directive));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.True(error.TryGetProperty("param", out _) && error.TryGetProperty("type", out _));
    }

    [Fact]
    public async Task Rate_Limit_Says_When_To_Retry()
    {
        var (response, _) = await simulator.FailAsync(Told("rate-limited retry-after=1.5s"));

        Assert.Equal("2", Assert.Single(response.Headers.GetValues("retry-after")));
        Assert.Equal("1500", Assert.Single(response.Headers.GetValues("retry-after-ms")));
    }

    [Fact]
    public async Task Filtered_Prompt_Says_Which_Category()
    {
        var (_, error) = await simulator.FailAsync(Told("prompt-filtered"));

        var inner = error.GetProperty("innererror");
        Assert.Equal("ResponsibleAIPolicyViolation", inner.GetProperty("code").GetString());
        Assert.True(inner.GetProperty("content_filter_result").GetProperty("violence").GetProperty("filtered").GetBoolean());
    }

    [Fact]
    public async Task LogProbabilities_Are_Refused_Only_When_Asked_For()
    {
        var (response, error) = await simulator.FailAsync(Told("no-logprobs", new { stream = true, logprobs = true }));
        var stream = await simulator.StreamAsync(Told("no-logprobs"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("logprobs", error.GetProperty("param").GetString());
        Assert.True(stream.IsDone);
    }

    [Fact]
    public async Task Failures_With_Times_Happen_In_Turn_And_Then_No_More()
    {
        var body = Told("error times=1; rate-limited times=2");
        var statuses = new List<int>();

        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var response = await simulator.SendAsync(body);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([500, 429, 429, 200], statuses);
    }

    [Fact]
    public async Task Directive_For_Another_Deployment_Is_Left_Alone()
    {
        using var response = await simulator.SendAsync(Told("error deployment=gpt-other"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Filtered_Answer_Stops_With_Content_Filter()
    {
        var stream = await simulator.StreamAsync(Told("answer-filtered after=5"));

        Assert.Equal(5, stream.Tokens.Count);
        Assert.Equal("content_filter", stream.FinishReason);
        Assert.True(stream.IsDone);
    }

    [Fact]
    public async Task Asynchronous_Filter_Withdraws_By_Offsets()
    {
        var stream = await simulator.StreamAsync(Told("async-filtered after=5 keep=2"));

        var annotations = stream.Choices.Where(choice => choice.TryGetProperty("content_filter_offsets", out _)).ToList();
        var answerStart = annotations[0].GetProperty("content_filter_offsets").GetProperty("start_offset").GetInt32();
        var withdrawn = annotations[1].GetProperty("content_filter_offsets");
        Assert.Equal(5, stream.Tokens.Count);
        Assert.Equal("content_filter", annotations[1].GetProperty("finish_reason").GetString());
        Assert.False(annotations[1].TryGetProperty("delta", out _));
        Assert.Equal(answerStart + string.Concat(stream.Tokens.Take(2)).Length, withdrawn.GetProperty("check_offset").GetInt32());
        Assert.Equal(answerStart + stream.Text.Length, withdrawn.GetProperty("end_offset").GetInt32());
        Assert.True(stream.IsDone);
    }

    [Theory]
    [InlineData("break-off after=5", true)]
    [InlineData("close-early after=5", false)]
    public async Task Stream_That_Is_Cut_Has_No_End(string directive, bool brokeOff)
    {
        var stream = await simulator.StreamAsync(Told(directive));

        Assert.Equal(5, stream.Tokens.Count);
        Assert.Equal(brokeOff, stream.BrokeOff);
        Assert.Null(stream.FinishReason);
        Assert.False(stream.IsDone);
    }

    [Fact]
    public async Task Garbage_Is_No_Json()
    {
        var stream = await simulator.StreamAsync(Told("garbage after=5"));

        Assert.Equal("""{"choices":[{"delta":{"content":"cut""", stream.Data[^1]);
    }

    [Fact]
    public async Task Error_Can_Come_Mid_Stream()
    {
        var stream = await simulator.StreamAsync(Told("error-mid-stream after=5"));

        Assert.Equal(5, stream.Tokens.Count);
        Assert.Equal("500", stream.Chunks[^1].GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Empty_Answer_Still_Ends_Well()
    {
        var stream = await simulator.StreamAsync(Told("empty"));

        Assert.Empty(stream.Tokens);
        Assert.Equal("stop", stream.FinishReason);
        Assert.True(stream.IsDone);
    }

    [Fact]
    public async Task Directives_Combine()
    {
        var stream = await simulator.StreamAsync(Told("logprob=-0.7; close-early after=6", new { stream = true, logprobs = true }));

        Assert.Equal(6, stream.Tokens.Count);
        Assert.Equal(-0.7, stream.LogProbabilities.Average(), precision: 9);
    }

    [Theory]
    [InlineData("break-off")]
    [InlineData("garbage")]
    [InlineData("close-early")]
    public async Task Whole_Answer_Can_Be_Spoiled_Too(string directive)
    {
        var read = async () =>
        {
            using var response = await simulator.SendAsync(Told(directive, new { stream = false }));
            using var _ = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        };

        await Assert.ThrowsAnyAsync<Exception>(read);
    }

    private static string Told(string directive, object? options = null) =>
        Prompts.Body($"{Prompts.Detailed}\n<!-- simulate: {directive} -->", options: options);
}
