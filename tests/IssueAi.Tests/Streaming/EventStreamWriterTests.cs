using System.Buffers;
using System.IO.Pipelines;
using IssueAi.Streaming;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Streaming;

public sealed class EventStreamWriterTests : IDisposable
{
    private const string KeepAlive = ": keep-alive\n\n";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly ResponseLog _log = new("r");
    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _leaving = new();
    private TaskCompletionSource _recorded = Recorded();

    public void Dispose()
    {
        _ending.Dispose();
        _leaving.Dispose();
    }

    [Fact]
    public void WriteAsync_OfPublishedEvents_WritesThemAtOnce()
    {
        Start();

        Say("one ", "two ");

        Assert.Equal("[one ][two ]", Written());
    }

    [Fact]
    public async Task WriteAsync_AtTheEnd_WritesTheTerminalAndEnds()
    {
        var writing = Start();
        Say("one ");

        _log.Complete(Logs.End);
        await writing.WaitAsync(Limit);

        Assert.Equal("[one ][end]", Written());
    }

    [Fact]
    public async Task WriteAsync_ToAClientThatDoesNotRead_LetsOneFlushWaitAndKeepsToItsTime()
    {
        Say([.. Enumerable.Repeat(new string('a', 100), 3 * StreamTimer.MaxEventsAtOnce)]);
        var writing = Start();
        Pass(200);

        Assert.Equal(StreamTimer.MaxEventsAtOnce, Written().Count(sign => sign == '['));
        using var limit = new CancellationTokenSource(Limit);
        while (!Written().Contains("\"code\":\"upstream_timeout\"", StringComparison.Ordinal)) await WaitForBytesAsync(limit.Token);

        Assert.False(await writing.WaitAsync(Limit));
    }

    [Fact]
    public async Task WriteAsync_OfALogThatHasEnded_WritesAllOfIt()
    {
        Say("one ");
        _log.Complete(Logs.End);

        await Start().WaitAsync(Limit);

        Assert.Equal("[one ][end]", Written());
    }

    [Fact]
    public async Task WriteAsync_WithIds_NumbersFromTheReadersPlace()
    {
        Say("one ", "two ");
        _log.Complete(Logs.End);

        await Start(after: 1, withIds: true).WaitAsync(Limit);

        Assert.Equal("id: 2\n[two ]id: 3\n[end]", Written());
    }

    [Fact]
    public void WriteAsync_InSilence_KeepsTheStreamAliveAgainAndAgain()
    {
        Start();

        Pass(seconds: 14.9);
        var before = Written();
        Pass(seconds: 0.1);
        var first = Written();
        Pass(seconds: 15);
        var second = Written();

        Assert.Equal(["", KeepAlive, KeepAlive], [before, first, second]);
    }

    [Fact]
    public void WriteAsync_OfAnEvent_PutsOffTheNextKeepAlive()
    {
        Start();
        Pass(seconds: 10);
        Say("one ");
        Written();

        Pass(seconds: 14.9);
        var before = Written();
        Pass(seconds: 0.2);

        Assert.Equal("", before);
        Assert.Equal(KeepAlive, Written());
    }

    [Fact]
    public void WriteAsync_WithADelay_WritesOneWordADelay()
    {
        Start(wordDelay: 2);
        Say("one ", "two ", "three ");

        var written = new List<string> { Written() };
        for (var second = 1; second <= 5; second++)
        {
            Pass(seconds: 1);
            written.Add(Written());
        }

        Assert.Equal(["[one ]", "", "[two ]", "", "[three ]", ""], written);
    }

    [Fact]
    public void WriteAsync_WithADelayThatHasPassed_WritesTheNextWordAtOnce()
    {
        Start(wordDelay: 2);
        Say("one ");
        Pass(seconds: 3);
        Written();

        Say("two ");

        Assert.Equal("[two ]", Written());
    }

    [Fact]
    public void WriteAsync_OfSeveralWordsInOneEvent_WaitsForEach()
    {
        Start(wordDelay: 2);
        Say("one two three ", "four ");
        Written();

        Pass(seconds: 5.9);
        var before = Written();
        Pass(seconds: 0.1);

        Assert.Equal("", before);
        Assert.Equal("[four ]", Written());
    }

    [Fact]
    public async Task WriteAsync_WithADelay_EndsRightAfterTheLastWord()
    {
        var writing = Start(wordDelay: 2);
        Say("one ", "two ");
        _log.Complete(Logs.End);
        var first = Written();

        Pass(seconds: 2);
        await writing.WaitAsync(Limit);

        Assert.Equal("[one ]", first);
        Assert.Equal("[two ][end]", Written());
    }

    [Fact]
    public void WriteAsync_WithADelayLongerThanTheKeepAlive_KeepsBoth()
    {
        Start(wordDelay: 20, keepAlive: 15);
        Say("one ", "two ");
        var written = new List<string> { Written() };

        foreach (var seconds in new[] { 15, 5 })
        {
            Pass(seconds);
            written.Add(Written());
        }

        Assert.Equal(["[one ]", KeepAlive, "[two ]"], written);
    }

    [Fact]
    public async Task WriteAsync_WhenTheCallerLeaves_Stops()
    {
        var writing = Start();

        await _leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(Limit));
    }

    [Theory]
    [InlineData(true, "\"reconnect\",\"after\":1,")]
    [InlineData(false, "\"code\":\"upstream_timeout\"")]
    public async Task WriteAsync_OpenForLongEnough_EndsInAWayTheCallerUnderstands(bool withIds, string expected)
    {
        var writing = Start(withIds: withIds, keepAlive: 500);
        Say("one ");

        Pass(200);

        Assert.False(await writing.WaitAsync(Limit));
        Assert.Contains(expected, Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OfAStreamThatCanResumeWhenTheInstanceEnds_SaysWhereToGoOn()
    {
        var writing = Start(withIds: true);
        Say("one ");
        Written();

        _ending.Cancel();

        Assert.False(await writing.WaitAsync(Limit));
        Assert.Contains("{\"type\":\"reconnect\",\"after\":1,\"responseId\":\"r", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OfAStreamThatCannotResumeWhenTheInstanceEnds_GoesOn()
    {
        var writing = Start();
        _ending.Cancel();

        Say("one ");
        _log.Complete(Logs.End);

        Assert.True(await writing.WaitAsync(Limit));
        Assert.Equal("[one ][end]", Written());
    }

    [Fact]
    public async Task WriteAsync_OfAResponseThatIsNotRecordedWhenTheInstanceEnds_SendsTheClientElsewhereOnceItIs()
    {
        _recorded = new TaskCompletionSource();
        var writing = Start(withIds: true);
        Say("one ");
        Written();
        _ending.Cancel();
        Assert.Equal("", Written());

        _recorded.SetResult();
        await writing.WaitAsync(Limit);

        Assert.Contains("\"reconnect\"", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OfAResponseThatCannotBeRecordedWhenTheInstanceEnds_SendsTheClientElsewhereAfterTwoSeconds()
    {
        _recorded = new TaskCompletionSource();
        var writing = Start(withIds: true);
        Say("one ");
        _ending.Cancel();

        while (!writing.IsCompleted)
        {
            Pass(2);
            await Task.Yield();
        }

        Assert.Contains("\"reconnect\"", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OfAStreamThatHasEndedWhenTheInstanceEnds_IsWhole()
    {
        Say("one ");
        _log.Complete(Logs.End);
        _ending.Cancel();

        Assert.True(await Start(withIds: true).WaitAsync(Limit));
    }

    [Fact]
    public async Task WriteAsync_OfACachedAnswer_SaysSoInItsMetadata()
    {
        _log.Complete(new StreamFrame.Metadata(new() { ResponseId = "r", Timestamp = DateTime.UnixEpoch, Cached = false, DurationMs = 1 }));

        await Start(isCached: true).WaitAsync(Limit);

        Assert.Contains("\"cached\":true", Written(), StringComparison.Ordinal);
    }

    private static TaskCompletionSource Recorded()
    {
        var recorded = new TaskCompletionSource();
        recorded.SetResult();
        return recorded;
    }

    private Task<bool> Start(int after = 0, bool withIds = false, bool isCached = false, double wordDelay = 0, double keepAlive = 15) =>
        WriteAsync(after, withIds, isCached, wordDelay, keepAlive);

    private async Task<bool> WriteAsync(int after, bool withIds, bool isCached, double wordDelay, double keepAlive)
    {
        var options = new StreamingOptions { WordDelay = TimeSpan.FromSeconds(wordDelay), KeepAliveInterval = TimeSpan.FromSeconds(keepAlive) };
        var format = new StreamFormat(new PlainEncoding(withIds), CanResume: withIds, isCached);
        var isWhole = await new EventStreamWriter(Options.Create(options), _clock)
            .WriteAsync(_log.OpenReader(after), _pipe.Writer, format, watch: null, new(_recorded.Task, _ending.Token), _leaving.Token);

        // The writer doesn't flush the last frame; its caller does.
        await _pipe.Writer.FlushAsync();
        return isWhole;
    }

    private void Say(params string[] words)
    {
        foreach (var word in words) _log.AppendText(word);
        _log.Publish();
    }

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    // The output since the last call, with a short form of the events.
    private string Written()
    {
        if (!_pipe.Reader.TryRead(out var read)) return "";

        var text = string.Concat(read.Buffer.ToArray().Select(unit => (char)unit));
        _pipe.Reader.AdvanceTo(read.Buffer.End);
        return text
            .Replace("data: {\"type\":\"text\",\"content\":\"", "[", StringComparison.Ordinal)
            .Replace(EndBlock(), "[end]", StringComparison.Ordinal)
            .Replace("\"}\n\n", "]", StringComparison.Ordinal);
    }

    // Waits for bytes without consuming them.
    private async Task WaitForBytesAsync(CancellationToken cancellationToken) =>
        _pipe.Reader.AdvanceTo((await _pipe.Reader.ReadAsync(cancellationToken)).Buffer.Start);

    private static string EndBlock()
    {
        var block = new ArrayBufferWriter<byte>();
        EventBlock.Write(block, Logs.End);
        return Logs.Utf8(block.WrittenSpan);
    }
}
