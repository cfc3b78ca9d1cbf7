using IssueAi.Streaming;

namespace IssueAi.Tests.Streaming;

public sealed class ResponseLogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void Read_BeforePublish_SeesNothing()
    {
        var log = new ResponseLog("r");
        using var reader = log.OpenReader();

        log.AppendText("one");

        Assert.Equal(0, reader.Read().Count);
    }

    [Fact]
    public void Read_AfterPublish_SeesTheBytesOnTheWire()
    {
        var log = new ResponseLog("r");
        using var reader = log.OpenReader();
        log.AppendText("one ");
        log.Append(new StreamFrame.Retract(1));
        log.Publish();

        var batch = reader.Read();

        Assert.Equal("data: {\"type\":\"text\",\"content\":\"one \"}\n\ndata: {\"type\":\"retract\",\"after\":1}\n\n", Logs.Utf8(batch.All));
        Assert.Equal("data: {\"type\":\"retract\",\"after\":1}\n\n", Logs.Utf8(batch.Block(2)));
        Assert.Null(batch.Terminal);
    }

    [Theory]
    [InlineData(0, "1,2,3")]
    [InlineData(1, "2,3")]
    [InlineData(3, "")]
    [InlineData(9, "")]
    public void Read_FromAnyEvent_GivesWhatFollows(int after, string expected)
    {
        var log = LogOf("1", "2", "3");
        using var reader = log.OpenReader(after);

        Assert.Equal(expected, string.Join(',', Logs.Texts(reader.Read())));
    }

    [Fact]
    public void Read_OfAFewAtATime_GivesTheTerminalWithTheLast()
    {
        var log = LogOf("1", "2", "3");
        log.Complete(Logs.End);
        using var reader = log.OpenReader();

        var batches = new[] { reader.Read(2), reader.Read(2) };

        Assert.Equal([2, 1], batches.Select(batch => batch.Count));
        Assert.Null(batches[0].Terminal);
        Assert.Same(Logs.End, batches[1].Terminal);
    }

    [Fact]
    public void Complete_WithWhatIsNotPublished_PublishesIt()
    {
        var log = new ResponseLog("r");
        log.AppendText("one");

        log.Complete(Logs.End);

        Assert.Equal(["one"], Logs.Texts(log));
    }

    [Fact]
    public void Complete_Twice_Throws()
    {
        var log = new ResponseLog("r");
        log.Complete(Logs.End);

        Assert.Throws<InvalidOperationException>(() => log.Complete(Logs.End));
    }

    [Fact]
    public async Task WaitAsync_UntilPublish_Waits()
    {
        var log = new ResponseLog("r");
        using var reader = log.OpenReader();
        var wait = reader.WaitAsync().AsTask();
        log.AppendText("one");
        var early = wait.IsCompleted;

        log.Publish();

        Assert.True(await wait.WaitAsync(Limit));
        Assert.False(early);
    }

    [Fact]
    public async Task WaitAsync_OfManyReaders_IsEndedByOnePublish()
    {
        var log = new ResponseLog("r");
        var waits = Enumerable.Range(0, 5).Select(_ => log.OpenReader().WaitAsync().AsTask()).ToList();

        log.Complete(Logs.End);

        Assert.All(await Task.WhenAll(waits).WaitAsync(Limit), Assert.True);
    }

    [Fact]
    public void WaitAsync_AfterDispose_HearsNoMore()
    {
        var log = new ResponseLog("r");
        var reader = log.OpenReader();
        reader.Dispose();
        log.AppendText("one");

        log.Publish();

        Assert.False(reader.WaitAsync().AsTask().IsCompleted);
    }

    [Fact]
    public void Read_OfABatchHeldWhileTheLogGrows_StaysAsItWas()
    {
        var log = LogOf("one");
        using var reader = log.OpenReader();
        var batch = reader.Read();

        for (var number = 0; number < 1000; number++) log.AppendText(new string('x', 100));
        log.Publish();

        Assert.Equal(["one"], Logs.Texts(batch));
    }

    [Fact]
    public async Task Read_ByManyReadersWhileOneWrites_GivesAllOfThemEverything()
    {
        const int Events = 5000;
        var log = new ResponseLog("r");
        var readers = Enumerable.Range(0, 16).Select(reader => Task.Run(() => ReadToEndAsync(log, after: reader % 4))).ToList();

        for (var number = 1; number <= Events; number++)
        {
            log.AppendText($"{number} 課📚");
            if (number % 3 == 0) log.Publish();
            if (number % 500 == 0) readers.Add(Task.Run(() => ReadToEndAsync(log, after: 0)));
        }

        log.Complete(Logs.End);
        var read = await Task.WhenAll(readers).WaitAsync(Limit);

        Assert.All(read, (texts, reader) =>
            Assert.Equal(Enumerable.Range(1, Events).Skip(reader < 16 ? reader % 4 : 0).Select(number => $"{number} 課📚"), texts));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    [InlineData(100, 3)]
    public void LastEventWithin_ALengthInUtf16Units_IsTheLastWholeEvent(int length, int expected) =>
        Assert.Equal(expected, LogOf("one ", "📚", "\n").LastEventWithin(length));

    private static ResponseLog LogOf(params string[] texts)
    {
        var log = new ResponseLog("r");
        foreach (var text in texts) log.AppendText(text);
        log.Publish();
        return log;
    }

    private static async Task<List<string>> ReadToEndAsync(ResponseLog log, int after)
    {
        using var reader = log.OpenReader(after);
        var texts = new List<string>();
        while (true)
        {
            var batch = reader.Read();
            texts.AddRange(Logs.Texts(batch));
            if (batch.Terminal is not null) return texts;
            if (batch.Count == 0) await reader.WaitAsync();
        }
    }
}
