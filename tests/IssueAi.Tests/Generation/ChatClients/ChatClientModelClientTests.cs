using System.Text;
using IssueAi.Generation;
using IssueAi.Generation.ChatClients;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Generation.ChatClients;

public sealed class ChatClientModelClientTests
{
    [Fact]
    public async Task StreamAsync_PairSplitOverTwoUpdates_SendsWholeCharacters()
    {
        var steps = await ReadAsync(new FakeChatClient(Text("a\ud83d"), Text("\ude00b")));

        Assert.Equal(["a", "😀b"], steps.Select(step => step.Text));
    }

    [Fact]
    public async Task StreamAsync_HalfAPairAtTheFinish_GoesOutWithIt()
    {
        var steps = await ReadAsync(new FakeChatClient(Text("a\ud83d"), new() { FinishReason = ChatFinishReason.Length }));

        Assert.Equal([("a", null), ("\ufffd", FinishReasons.Length)], steps.Select(step => (step.Text, step.Update.FinishReason)));
    }

    [Fact]
    public async Task StreamAsync_HalfAPairAtTheEnd_IsReplaced()
    {
        var steps = await ReadAsync(new FakeChatClient(Text("a\ud83d")));

        Assert.Equal(["a", "\ufffd"], steps.Select(step => step.Text));
    }

    [Fact]
    public async Task StreamAsync_SeveralTextsInOneUpdate_JoinsThem()
    {
        var steps = await ReadAsync(new FakeChatClient(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("a"), new TextReasoningContent("hmm"), new TextContent("b")])));

        Assert.Equal("ab", Assert.Single(steps).Text);
    }

    [Fact]
    public async Task StreamAsync_ReasoningOnly_IsASignOfLife()
    {
        var steps = await ReadAsync(new FakeChatClient(
            new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hmm")])));

        var step = Assert.Single(steps);
        Assert.Equal("", step.Text);
        Assert.Equal((null, null, null), (step.Update.Model, step.Update.FinishReason, step.Update.Usage));
    }

    [Fact]
    public async Task StreamAsync_ModelAndFinishReasonRepeated_SaysThemOnce()
    {
        ChatResponseUpdate Repeat() => new() { ModelId = "m", FinishReason = ChatFinishReason.Stop };

        var steps = await ReadAsync(new FakeChatClient(Repeat(), Repeat()));

        Assert.Equal([("m", FinishReasons.Stop), (null, null)], steps.Select(step => (step.Update.Model, step.Update.FinishReason)));
    }

    [Theory]
    [InlineData(40L, 60L, 40, 60)]
    [InlineData(null, 60L, 0, 60)]
    [InlineData(long.MaxValue, -1L, int.MaxValue, 0)]
    public async Task StreamAsync_Usage_FitsOurNumbers(long? input, long? output, int prompt, int completion)
    {
        var usage = new UsageContent(new() { InputTokenCount = input, OutputTokenCount = output });

        var steps = await ReadAsync(new FakeChatClient(new ChatResponseUpdate(ChatRole.Assistant, [usage])));

        Assert.Equal(new TokenUsage(prompt, completion), Assert.Single(steps).Update.Usage);
    }

    [Fact]
    public async Task StreamAsync_EmptyUsage_SaysNothing()
    {
        var steps = await ReadAsync(new FakeChatClient(new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new())])));

        Assert.Null(Assert.Single(steps).Update.Usage);
    }

    [Fact]
    public async Task StreamAsync_LimitSet_IsPassedOn()
    {
        var chatClient = new FakeChatClient();

        await ReadAsync(chatClient);

        Assert.Equal(321, chatClient.Options!.MaxOutputTokens);
    }

    [Fact]
    public async Task StreamAsync_ErrorContent_Fails()
    {
        var chatClient = new FakeChatClient(new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("no")]));

        var failure = await Assert.ThrowsAsync<ModelException>(() => ReadAsync(chatClient));

        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
    }

    [Fact]
    public async Task StreamAsync_CancelledByNobodyWeKnow_IsATimeout()
    {
        using var caller = new CancellationTokenSource();

        var failure = await Assert.ThrowsAsync<ModelException>(
            () => ReadAsync(new FakeChatClient { Failure = new TaskCanceledException() }, caller.Token));

        Assert.Equal(ErrorCode.UpstreamTimeout, failure.Code);
    }

    [Fact]
    public async Task StreamAsync_BreaksOffBecauseTheCallerCancelled_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var stopped = await Assert.ThrowsAsync<OperationCanceledException>(
            () => ReadAsync(new FakeChatClient { Failure = new IOException() }, caller.Token));

        Assert.Equal(caller.Token, stopped.CancellationToken);
    }

    private static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    // The text is read at once: its bytes are the buffer's, and the next step overwrites them.
    private static async Task<List<(string Text, ModelUpdate Update)>> ReadAsync(
        FakeChatClient chatClient, CancellationToken cancellationToken = default)
    {
        var client = new ChatClientModelClient(chatClient, Options.Create(new GenerationOptions { MaxOutputTokens = 321 }));
        var steps = new List<(string, ModelUpdate)>();
        await foreach (var update in client.StreamAsync(Prompts.Any, cancellationToken))
            steps.Add((Encoding.UTF8.GetString(update.Text.Span), update));
        return steps;
    }
}
