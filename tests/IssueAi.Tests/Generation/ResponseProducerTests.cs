using IssueAi.Generation;
using IssueAi.Streaming;
using IssueAi.Tests.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Generation;

public sealed class ResponseProducerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 1, 15, 10, 0, 0, 999, TimeSpan.Zero));
    private readonly ResponseLog _log = new("r");

    [Fact]
    public async Task ProduceAsync_OfAWholeAnswer_EndsWithItsMetadata()
    {
        var terminal = await ProduceAsync(FakeModel.Says(
            null, FakeModel.Text("one "), new() { Model = "m" }, FakeModel.Text("two"), FakeModel.Stop, new() { Usage = new(4, 6) }));

        var metadata = Assert.IsType<StreamFrame.Metadata>(terminal).Value;
        Assert.Equal(["one ", "two"], Logs.Texts(_log));
        Assert.Equal(("r", "m", 10, "stop"), (metadata.ResponseId, metadata.Model, metadata.Tokens, metadata.FinishReason));
        Assert.Equal(new DateTime(2025, 1, 15, 10, 0, 0, DateTimeKind.Utc), metadata.Timestamp);
    }

    [Theory]
    [InlineData(null, "text", ErrorCode.UpstreamUnavailable)]
    [InlineData("stop", null, ErrorCode.UpstreamUnavailable)]
    [InlineData("tool_calls", null, ErrorCode.UpstreamUnavailable)]
    [InlineData("content_filter", "text", ErrorCode.ContentFiltered)]
    [InlineData("content_filter", null, ErrorCode.ContentFiltered)]
    public async Task ProduceAsync_OfAnAnswerThatIsNotWhole_EndsWithAnError(string? finishReason, string? text, ErrorCode expected)
    {
        var terminal = await ProduceAsync(FakeModel.Says(null, FakeModel.Text(text ?? ""), new() { FinishReason = finishReason }));

        Assert.Equal(expected, Assert.IsType<StreamFrame.Error>(terminal).Code);
    }

    [Fact]
    public async Task ProduceAsync_OfAnAnswerAllThinking_EndsWithItsMetadata()
    {
        // The limit of tokens can be used up before the first word.
        var terminal = await ProduceAsync(FakeModel.Says(null, new ModelUpdate { FinishReason = FinishReasons.Length }));

        Assert.IsType<StreamFrame.Metadata>(terminal);
    }

    [Fact]
    public async Task ProduceAsync_OfAFault_EndsAsInternal()
    {
        var terminal = await ProduceAsync(FakeModel.Says(new InvalidOperationException("private words"), FakeModel.Text("one")));

        Assert.Equal(ErrorCode.Internal, Assert.IsType<StreamFrame.Error>(terminal).Code);
        Assert.Equal(["one"], Logs.Texts(_log));
    }

    [Fact]
    public async Task ProduceAsync_OfARefusal_HandsOnItsWait()
    {
        var refusal = new ModelException(ErrorCode.UpstreamRateLimited, "failed") { RetryAfter = TimeSpan.FromSeconds(7) };

        var terminal = await ProduceAsync(FakeModel.Says(refusal));

        Assert.Equal(ErrorFrames.Create(ErrorCode.UpstreamRateLimited, "r", TimeSpan.FromSeconds(7)), terminal);
    }

    [Fact]
    public async Task ProduceAsync_Cancelled_EndsAsCancelled()
    {
        using var leaving = new CancellationTokenSource();
        var producing = ProduceAsync(FakeModel.Stalls(FakeModel.Text("one")), cancellationToken: leaving.Token);

        await leaving.CancelAsync();

        Assert.Equal(ErrorCode.Cancelled, Assert.IsType<StreamFrame.Error>(await producing.WaitAsync(Limit)).Code);
        Assert.Equal(["one"], Logs.Texts(_log));
    }

    [Fact]
    public async Task ProduceAsync_OfAModelThatNeverEnds_EndsAsTimeoutSomeTimeAfterTheLastStream()
    {
        var producing = ProduceAsync(FakeModel.Stalls(FakeModel.Text("one")), idleTimeout: 3600);

        _clock.Advance(TimeSpan.FromSeconds(5 + 30));
        Assert.False(producing.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(ErrorCode.UpstreamTimeout, Assert.IsType<StreamFrame.Error>(await producing.WaitAsync(Limit)).Code);
    }

    [Fact]
    public async Task ProduceAsync_WhileTheModelPauses_ShowsWhatCame()
    {
        using var leaving = new CancellationTokenSource();

        var producing = ProduceAsync(FakeModel.Stalls(FakeModel.Text("one")), cancellationToken: leaving.Token);

        Assert.Equal(["one"], Logs.Texts(_log));
        await leaving.CancelAsync();
        await producing.WaitAsync(Limit);
    }

    [Fact]
    public async Task ProduceAsync_WithAWordDelay_CutsWords()
    {
        await ProduceAsync(FakeModel.Says(null, FakeModel.Text("one two th"), FakeModel.Text("ree"), FakeModel.Stop), wordDelay: 1);

        Assert.Equal(["one ", "two ", "three"], Logs.Texts(_log));
    }

    private async Task<StreamFrame> ProduceAsync(
        Func<CancellationToken, IAsyncEnumerable<ModelUpdate>> script, double wordDelay = 0, double idleTimeout = 30, CancellationToken cancellationToken = default)
    {
        var streaming = new StreamingOptions { MaxDuration = TimeSpan.FromSeconds(5), WordDelay = TimeSpan.FromSeconds(wordDelay) };
        var timeouts = new ModelTimeouts(Options.Create(new GenerationOptions { IdleTimeout = TimeSpan.FromSeconds(idleTimeout) }), _clock);
        var producer = new ResponseProducer(
            new FakeModel(script), timeouts, Options.Create(streaming), _clock, NullLogger<ResponseProducer>.Instance);

        var terminal = await producer.ProduceAsync(_log, FakeModel.Prompt, new TokenMeter(FakeModel.Prompt), cancellationToken);
        _log.Complete(terminal);
        return terminal;
    }
}
