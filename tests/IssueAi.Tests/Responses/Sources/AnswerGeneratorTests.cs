using IssueAi.Actions.Refine;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.Generation.Pipeline;
using IssueAi.Responses.Sources;
using IssueAi.Streaming;
using IssueAi.Tests.Confidence;
using IssueAi.Tests.Generation;
using IssueAi.Tests.Streaming;
using IssueAi.Tests.Telemetry;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Responses.Sources;

public sealed class AnswerGeneratorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 1, 15, 10, 0, 0, 999, TimeSpan.Zero));
    private readonly ResponseLog _log = new("r");
    private readonly LineLogger<AnswerGenerator> _logger = new();

    [Fact]
    public async Task GenerateAsync_OfAWholeAnswer_EndsWithItsMetadata()
    {
        var terminal = await GenerateAsync(FakeModel.Says(
            null, FakeModel.Text("one "), new() { Model = "m" }, FakeModel.Text("two"), FakeModel.Stop, new() { Usage = new(4, 6) }));

        var metadata = Assert.IsType<StreamFrame.Metadata>(terminal).Value;
        Assert.Equal(["one ", "two"], Logs.Texts(_log));
        Assert.Equal(("r", "m", 10, "stop"), (metadata.ResponseId, metadata.Model, metadata.Tokens, metadata.FinishReason));
        Assert.Equal(new DateTime(2025, 1, 15, 10, 0, 0, DateTimeKind.Utc), metadata.Timestamp);
    }

    [Fact]
    public async Task GenerateAsync_OfAWholeAnswerInOneRead_ShowsItInParts()
    {
        var shown = new List<int>();
        var model = FakeModel.Says(null, [.. Enumerable.Repeat(FakeModel.Text("word "), 200), FakeModel.Stop]);

        await GenerateAsync(token => Watch(model(token)));

        // Publishes the first piece at once, and then buffers at most 64 pieces.
        Assert.Equal(1, shown[1]);
        Assert.All(shown.Index().Skip(1), step => Assert.InRange(step.Index - step.Item, 0, 64));

        async IAsyncEnumerable<ModelUpdate> Watch(IAsyncEnumerable<ModelUpdate> updates)
        {
            await foreach (var update in updates)
            {
                shown.Add(_log.Read().Count);
                yield return update;
            }
        }
    }

    [Theory]
    [InlineData(null, "text", ErrorCode.UpstreamUnavailable)]
    [InlineData("stop", null, ErrorCode.UpstreamUnavailable)]
    [InlineData("tool_calls", null, ErrorCode.UpstreamUnavailable)]
    [InlineData("content_filter", "text", ErrorCode.ContentFiltered)]
    [InlineData("content_filter", null, ErrorCode.ContentFiltered)]
    public async Task GenerateAsync_OfAnAnswerThatIsNotWhole_EndsWithAnError(string? finishReason, string? text, ErrorCode expected)
    {
        var terminal = await GenerateAsync(FakeModel.Says(null, FakeModel.Text(text ?? ""), new() { FinishReason = finishReason }));

        Assert.Equal(expected, Assert.IsType<StreamFrame.Error>(terminal).Code);
    }

    [Fact]
    public async Task GenerateAsync_OfAnAnswerAllThinking_EndsAsAtItsLimit()
    {
        // The token limit can be reached before the first word.
        var terminal = await GenerateAsync(FakeModel.Says(null, new ModelUpdate { FinishReason = FinishReasons.Length }));

        Assert.Equal((ErrorCode.OutputLimit, false), Assert.IsType<StreamFrame.Error>(terminal) is var error ? (error.Code, error.Retryable) : default);
        Assert.Contains("Generation__MaxReasoningTokens", Assert.Single(_logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_OfAModelThatIgnoresItsLimit_IsCutShort()
    {
        // The limit is 2048 tokens of 512 bytes.
        var piece = new string('a', 16 * 1024);
        var terminal = await GenerateAsync(FakeModel.Says(null, [.. Enumerable.Repeat(FakeModel.Text(piece), 1000), FakeModel.Stop]));

        Assert.Equal(FinishReasons.Length, Assert.IsType<StreamFrame.Metadata>(terminal).Value.FinishReason);
        Assert.Equal(1024 * 1024 + piece.Length, Logs.Texts(_log).Sum(text => text.Length));
    }

    [Fact]
    public async Task GenerateAsync_OfAFault_EndsAsInternal()
    {
        var terminal = await GenerateAsync(FakeModel.Says(new InvalidOperationException("private words"), FakeModel.Text("one")));

        Assert.Equal(ErrorCode.Internal, Assert.IsType<StreamFrame.Error>(terminal).Code);
        Assert.Equal(["one"], Logs.Texts(_log));
    }

    [Fact]
    public async Task GenerateAsync_OfARefusal_HandsOnItsWait()
    {
        var refusal = new ModelException(ErrorCode.UpstreamRateLimited, "failed") { RetryAfter = TimeSpan.FromSeconds(7) };

        var terminal = await GenerateAsync(FakeModel.Says(refusal));

        Assert.Equal(ErrorFrames.Create(ErrorCode.UpstreamRateLimited, "r", TimeSpan.FromSeconds(7)), terminal);
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_EndsAsCancelled()
    {
        using var leaving = new CancellationTokenSource();
        var producing = GenerateAsync(FakeModel.Stalls(FakeModel.Text("one")), cancellationToken: leaving.Token);

        await leaving.CancelAsync();

        Assert.Equal(ErrorCode.Cancelled, Assert.IsType<StreamFrame.Error>(await producing.WaitAsync(Limit)).Code);
        Assert.Equal(["one"], Logs.Texts(_log));
    }

    [Fact]
    public async Task GenerateAsync_OfAModelThatNeverEnds_EndsAsTimeoutSomeTimeAfterTheLastStream()
    {
        var producing = GenerateAsync(FakeModel.Stalls(FakeModel.Text("one")), idleTimeout: 3600);

        _clock.Advance(TimeSpan.FromSeconds(5 + 30));
        Assert.False(producing.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(ErrorCode.UpstreamTimeout, Assert.IsType<StreamFrame.Error>(await producing.WaitAsync(Limit)).Code);
    }

    [Fact]
    public async Task GenerateAsync_WhileTheModelPauses_ShowsWhatCame()
    {
        using var leaving = new CancellationTokenSource();

        var producing = GenerateAsync(FakeModel.Stalls(FakeModel.Text("one")), cancellationToken: leaving.Token);

        Assert.Equal(["one"], Logs.Texts(_log));
        await leaving.CancelAsync();
        await producing.WaitAsync(Limit);
    }

    [Fact]
    public async Task GenerateAsync_WithAWordDelay_CutsWords()
    {
        await GenerateAsync(FakeModel.Says(null, FakeModel.Text("one two th"), FakeModel.Text("ree"), FakeModel.Stop), wordDelay: 1);

        Assert.Equal(["one ", "two ", "three"], Logs.Texts(_log));
    }

    [Fact]
    public async Task GenerateAsync_OfTokensWithProbabilities_AppendsTheScore()
    {
        var terminal = await GenerateAsync(FakeModel.Says(null, FakeModel.Token("one ", -0.1), FakeModel.Token("two", -0.2), FakeModel.Stop));

        var metadata = Assert.IsType<StreamFrame.Metadata>(terminal);
        Assert.Null(metadata.Value.Confidence);
        Assert.Equal(ConfidenceMethod.LogProbabilities, metadata.Measured!.Score.Method);
        Assert.Equal(metadata.Measured.Score.Value, (int)Math.Round(metadata.Measured.Raw));
        var score = metadata.Measured.Score;
        Assert.Equal(
            $$"""{"type":"confidence","value":{{score.Value}},"level":"{{score.Level.ToString().ToLowerInvariant()}}","method":"logprobs","calibrated":false}""",
            Logs.Payloads(_log)[^1]);
    }

    [Fact]
    public async Task GenerateAsync_WithoutASignal_SaysSo()
    {
        var terminal = await GenerateAsync(FakeModel.Says(null, FakeModel.Text("one"), FakeModel.Stop));

        var metadata = Assert.IsType<StreamFrame.Metadata>(terminal);
        Assert.Equal(("unavailable", (object?)null), (metadata.Value.Confidence, metadata.Measured));
        Assert.Equal(1, _log.Count);
    }

    [Fact]
    public async Task GenerateAsync_WithoutProbabilities_AsksTheModelAndCountsWhatThatCost()
    {
        var answer = FakeModel.Says(null, FakeModel.Text("one"), FakeModel.Stop, new() { Usage = new(4, 6) });
        var assessment = FakeModel.Says(null, FakeModel.Text("77"), FakeModel.Stop, new() { Usage = new(30, 1) });

        var terminal = await GenerateAsync([answer, assessment], assesses: true);

        var metadata = Assert.IsType<StreamFrame.Metadata>(terminal);
        Assert.Equal((34, 7, 41), (metadata.Value.PromptTokens, metadata.Value.CompletionTokens, metadata.Value.Tokens));
        Assert.Equal("""{"type":"confidence","value":77,"level":"medium","method":"self-assessment","calibrated":false}""", Logs.Payloads(_log)[^1]);
    }

    [Fact]
    public async Task GenerateAsync_CancelledWhileTheModelIsAsked_IsWholeAllTheSame()
    {
        using var leaving = new CancellationTokenSource();
        var producing = GenerateAsync([FakeModel.Says(null, FakeModel.Text("one"), FakeModel.Stop), FakeModel.Stalls()], assesses: true, cancellationToken: leaving.Token);

        await leaving.CancelAsync();

        var metadata = Assert.IsType<StreamFrame.Metadata>(await producing.WaitAsync(Limit));
        Assert.Equal("unavailable", metadata.Value.Confidence);
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("")]
    public async Task GenerateAsync_OfAnAnswerThatIsNotWhole_AsksAndScoresNothing(string finishReason)
    {
        var model = new FakeModel(FakeModel.Says(null, FakeModel.Token("one", -0.1), new() { FinishReason = finishReason.Length > 0 ? finishReason : null }));

        await GenerateAsync(model, assesses: true);

        Assert.Equal(1, model.Calls);
        Assert.DoesNotContain(Logs.Payloads(_log), payload => payload.Contains("confidence", StringComparison.Ordinal));
    }

    private Task<StreamFrame> GenerateAsync(
        Func<CancellationToken, IAsyncEnumerable<ModelUpdate>> script, double wordDelay = 0, double idleTimeout = 30, CancellationToken cancellationToken = default) =>
        GenerateAsync(new FakeModel(script), wordDelay, idleTimeout, cancellationToken: cancellationToken);

    private Task<StreamFrame> GenerateAsync(
        Func<CancellationToken, IAsyncEnumerable<ModelUpdate>>[] scripts, bool assesses, CancellationToken cancellationToken = default) =>
        GenerateAsync(new FakeModel(scripts), assesses: assesses, cancellationToken: cancellationToken);

    private async Task<StreamFrame> GenerateAsync(
        FakeModel model, double wordDelay = 0, double idleTimeout = 30, bool assesses = false, CancellationToken cancellationToken = default)
    {
        var streaming = new StreamingOptions { MaxDuration = TimeSpan.FromSeconds(5), WordDelay = TimeSpan.FromSeconds(wordDelay) };
        var limited = new TimeLimitedModelClient(model, firstToken: TimeSpan.FromSeconds(30), idle: TimeSpan.FromSeconds(idleTimeout), _clock);
        var generator = new AnswerGenerator(
            limited,
            Meters.Assessment(model, _clock, assesses),
            Meters.Create(_clock),
            new TokenPrices(Options.Create(new PricesOptions())),
            new OutputLimits(Options.Create(new GenerationOptions())),
            Options.Create(streaming),
            _clock,
            _logger);

        var terminal = await generator.GenerateAsync(_log, new AnswerTask("default", RefineAction.Create(), FakeModel.Prompt), new TokenMeter(FakeModel.Prompt), cancellationToken);
        _log.Complete(terminal);
        return terminal;
    }
}
