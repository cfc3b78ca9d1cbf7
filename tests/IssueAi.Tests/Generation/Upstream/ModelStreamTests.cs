using System.IO.Pipelines;
using System.Text;
using IssueAi.Generation;
using IssueAi.Generation.ChatCompletions;
using IssueAi.Generation.Upstream;
using Moq;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class ModelStreamTests
{
    private const string Stop = """data: {"choices":[{"delta":{},"finish_reason":"stop"}]}""" + "\n\n";
    private const string Done = "data: [DONE]\n\n";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Pipe _body = new();
    private readonly Mock<IDisposable> _response = new();
    private readonly Mock<IUpstreamCall> _call = new();

    public ModelStreamTests()
    {
        _call.Setup(call => call.CreateParser()).Returns(() => new ChatChunkParser());
        _call.Setup(call => call.SendAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() => new UpstreamAnswer(_body.Reader.AsStream(), _response.Object));
    }

    [Fact]
    public async Task MoveNext_OfWhatOneReadBrought_NeedsNoWait()
    {
        await SendAsync(Text("one ") + Text("two ") + Text("three"));
        await using var updates = Open();
        Assert.True(await updates.MoveNextAsync());

        var second = updates.MoveNextAsync().AsTask();
        var third = updates.MoveNextAsync().AsTask();
        var text = Encoding.UTF8.GetString(updates.Current.Text.Span);
        var fourth = updates.MoveNextAsync().AsTask();

        Assert.True(second.IsCompletedSuccessfully && third.IsCompletedSuccessfully);
        Assert.All(await Task.WhenAll(second, third), Assert.True);
        Assert.Equal("three", text);
        Assert.False(fourth.IsCompleted);
        await SendAsync(Done);
        Assert.False(await fourth.WaitAsync(Limit));
    }

    [Fact]
    public async Task MoveNext_HalfACharacterAtTheEnd_IsReplaced()
    {
        await SendAsync(Text("word \\ud83d") + Stop + Done);

        Assert.Equal(@"word \ufffd", await ReadAsync());
    }

    [Fact]
    public async Task MoveNext_BrokenOffAfterTheFinishReason_IsWhole()
    {
        await SendAsync(Text("all") + Stop);
        await using var updates = Open();
        Assert.True(await updates.MoveNextAsync());
        Assert.True(await updates.MoveNextAsync());

        await _body.Writer.CompleteAsync(new IOException("Reset."));

        Assert.False(await updates.MoveNextAsync());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public async Task MoveNext_ClosedBehindTheFinishReason_IsWhole(string lineEnd)
    {
        await SendAsync(Text("all") + Stop.TrimEnd() + lineEnd);
        await _body.Writer.CompleteAsync();
        await using var updates = Open();

        Assert.True(await updates.MoveNextAsync());
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(FinishReasons.Stop, updates.Current.FinishReason);
        Assert.False(await updates.MoveNextAsync());
    }

    [Fact]
    public async Task MoveNext_ClosedWithinAnEvent_Fails()
    {
        await SendAsync(Text("some") + Stop[..^10]);
        await _body.Writer.CompleteAsync();
        await using var updates = Open();
        Assert.True(await updates.MoveNextAsync());

        var failure = await Assert.ThrowsAsync<ModelException>(() => updates.MoveNextAsync().AsTask());
        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
    }

    [Fact]
    public async Task MoveNext_BrokenOffBefore_Fails()
    {
        await SendAsync(Text("some"));
        await using var updates = Open();
        Assert.True(await updates.MoveNextAsync());

        await _body.Writer.CompleteAsync(new IOException("Reset."));

        var failure = await Assert.ThrowsAsync<ModelException>(() => updates.MoveNextAsync().AsTask());
        Assert.Equal(ErrorCode.UpstreamUnavailable, failure.Code);
    }

    [Fact]
    public async Task MoveNext_Cancelled_TellsSoAndNotOfTheModel()
    {
        using var leaving = new CancellationTokenSource();
        await using var updates = Open(leaving.Token);
        var next = updates.MoveNextAsync().AsTask();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Limit));
    }

    [Fact]
    public async Task Dispose_EndsTheCall()
    {
        await SendAsync(Text("some"));
        await using (var updates = Open()) await updates.MoveNextAsync();

        _response.Verify(response => response.Dispose());
    }

    private static string Text(string text) => "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n";

    private async Task SendAsync(string events) => await _body.Writer.WriteAsync(Encoding.UTF8.GetBytes(events));

    private IAsyncEnumerator<ModelUpdate> Open(CancellationToken cancellationToken = default) =>
        new ModelStream(_call.Object, cancellationToken).GetAsyncEnumerator(CancellationToken.None);

    private async Task<string> ReadAsync()
    {
        var text = new StringBuilder();
        await using var updates = Open();
        while (await updates.MoveNextAsync().AsTask().WaitAsync(Limit)) text.Append(Encoding.UTF8.GetString(updates.Current.Text.Span));
        return text.ToString();
    }
}
