using Microsoft.Extensions.Time.Testing;
using System.Text.Json;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>Streams in the form of real chat completions servers, and the resulting responses, for each provider.</summary>
public abstract class ChatWireTests(WireProduct wire)
{
    [Theory]
    [InlineData("error-null")]
    [InlineData("data-empty")]
    [InlineData("finish-empty", "Hello world.")]
    [InlineData("finish-eos", "Hello world", "eos")]
    [InlineData("reset-after-finish")]
    [InlineData("garbage-after-finish")]
    [InlineData("role-empty")]
    [InlineData("created-float")]
    [InlineData("created-null")]
    [InlineData("logprobs-number")]
    [InlineData("logprobs-top-null")]
    [InlineData("usage-choices-null")]
    [InlineData("usage-float")]
    [InlineData("surrogates-split", "Hi 😀!")]
    [InlineData("surrogate-alone", "Hi \ufffd there you")]
    [InlineData("content-parts")]
    [InlineData("json-answer")]
    public async Task An_Answer_That_Can_Be_Read_Is_Whole(string name, string text = "Hello world", string finishReason = "stop")
    {
        var answer = await WireAnswer.AskAsync(wire.Product, wire.Server, WireScript.Load(name));

        answer.AssertWhole(text, finishReason);
        Assert.Equal(1, answer.AllCalls);
    }

    [Fact]
    public async Task Reasoning_That_Takes_Longer_Than_The_Time_Outs_Is_Waited_For()
    {
        // 4.5 s of thoughts in pieces 0.3 s apart; the time-outs are 3 s.
        wire.Server.Clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var begun = wire.Server.Clock.GetUtcNow();
        try
        {
            await using var product = await wire.StartAsync();
            var answer = await WireAnswer.AskAsync(product, wire.Server, WireScript.Load("reasoning-slow"));

            answer.AssertWhole("Hello world");
            Assert.Equal(TimeSpan.FromSeconds(4.5), wire.Server.Clock.GetUtcNow() - begun);
        }
        finally
        {
            wire.Server.Clock = null;
        }
    }

    [Theory]
    [InlineData("error-then-stop", "Hello wor", "upstream_unavailable", true)]
    [InlineData("error-429-first", "", "upstream_rate_limited", true)]
    [InlineData("finish-empty-reset", "Hello world", "upstream_unavailable", true)]
    [InlineData("finish-error", "Hello world", "upstream_unavailable", true)]
    [InlineData("reasoning-only", "", "output_limit", false)]
    [InlineData("refusal", "", "content_filtered", false)]
    [InlineData("json-error", "", "upstream_rejected", false)]
    [InlineData("quota-spent", "", "upstream_rate_limited", false)]
    public async Task A_Broken_Answer_Fails_With_Its_Own_Code(string name, string text, string code, bool retryable)
    {
        var answer = await WireAnswer.AskAsync(wire.Product, wire.Server, WireScript.Load(name));

        answer.AssertFailed(text, code, retryable);
        if (!retryable) Assert.Equal(1, answer.FirstCalls);
    }

    [Theory]
    [InlineData("usage-choices-null")]
    [InlineData("usage-float")]
    public async Task Odd_Counts_Are_Right(string name)
    {
        var answer = await WireAnswer.AskAsync(wire.Product, wire.Server, WireScript.Load(name));

        var metadata = answer.AssertWhole("Hello world");

        // The tokens include those of the self-assessment.
        Assert.Equal((20, 10, 30), (Count(metadata, "promptTokens"), Count(metadata, "completionTokens"), Count(metadata, "tokens")));
    }

    [Fact]
    public async Task Counts_That_Did_Not_Come_Are_Left_Out()
    {
        var answer = await WireAnswer.AskAsync(wire.Product, wire.Server, WireScript.Load("usage-empty"));

        var metadata = answer.AssertWhole("Hello world");

        Assert.DoesNotContain(metadata.EnumerateObject(), property => property.Name.Contains("okens", StringComparison.Ordinal));
    }

    private static int Count(JsonElement metadata, string name) => metadata.GetProperty(name).GetInt32();
}
