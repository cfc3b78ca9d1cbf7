using System.Net.ServerSentEvents;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IssueAi.Generation;
using IssueAi.Generation.Upstream;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class EventDataBufferTests
{
    [Theory]
    [InlineData("data: one\n\ndata: two\n\n", "one|two")]
    [InlineData("data:one\r\n\r\ndata:two\r\n\r\n", "one|two")]
    [InlineData("data: one\r\rdata: two\r\r", "one|two")]
    [InlineData("data: one\ndata: more\n\n", "one\nmore")]
    [InlineData("data: one\ndata\ndata:\ndata: two\n\n", "one\n\n\ntwo")]
    [InlineData("data:  two spaces\n\n", " two spaces")]
    [InlineData("data\n\n", "")]
    [InlineData("event: message\nid: 7\nretry: 10\ndata: one\n\n", "one")]
    [InlineData(": a comment\n\ndata: one\n\n", "one")]
    [InlineData("\n\n\ndata: one\n\n\n\n", "one")]
    [InlineData("\ufeffdata: one\n\n", "one")]
    [InlineData("dataset: one\n\ndata: two\n\n", "two")]
    public void TryRead_AnyForm_GivesTheData(string stream, string expected)
    {
        Assert.Equal(expected, string.Join('|', Read(Encoding.UTF8.GetBytes(stream), _ => int.MaxValue)));
        Assert.Equal(expected, string.Join('|', Read(Encoding.UTF8.GetBytes(stream), _ => 1)));
    }

    [Theory]
    [InlineData("data: one")]
    [InlineData("data: one\n")]
    [InlineData("data: one\r\ndata: two\r\n")]
    public void TryRead_EventCutOff_GivesNothing(string stream) => Assert.Empty(Read(Encoding.UTF8.GetBytes(stream), _ => int.MaxValue));

    [Theory]
    [InlineData("data: one", "one")]
    [InlineData("data: one\r", "one")]
    [InlineData("data: one\r\ndata: two\r\n", "one\ntwo")]
    [InlineData("data: one\n\n", null)]
    [InlineData(": comment", null)]
    public void Complete_EventCutOff_GivesWhatThereIs(string stream, string? expected)
    {
        using var buffer = new EventDataBuffer();
        Encoding.UTF8.GetBytes(stream).CopyTo(buffer.GetSpace());
        buffer.Advance(stream.Length);
        while (buffer.TryRead(out _))
        {
        }

        buffer.Complete();

        Assert.Equal(expected, buffer.TryRead(out var data) ? Encoding.UTF8.GetString(data) : null);
    }

    [Fact]
    public void TryRead_AsTheFrameworkReads_WhateverComesAndHoweverItIsCut()
    {
        var parts = Gen.Elements("data: ", "data:", "data", "event: x", "id: 1", ":", "word", " ", "é", "😀", "\ufeff", "\n", "\r", "\r\n", "\n\n", "\r\n\r\n");
        var streams = from some in Gen.ListOf(parts) select string.Concat(some);
        var cuts = Gen.Choose(1, 12).ArrayOf(16);
        Prop.ForAll(streams.ToArbitrary(), cuts.ToArbitrary(), (stream, lengths) =>
        {
            var bytes = Encoding.UTF8.GetBytes(stream);
            var expected = SseParser.Create(new MemoryStream(bytes)).Enumerate().Select(item => item.Data);

            Assert.Equal(expected, Read(bytes, piece => lengths.Length == 0 ? 1 : lengths[piece % lengths.Length]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void TryRead_LongEvents_GrowsAndGivesThemWhole()
    {
        string[] data = [new('a', 100_000), "short", new('b', 500_000)];
        var bytes = Encoding.UTF8.GetBytes(string.Concat(data.Select(line => $"data: {line}\n\n")));

        Assert.Equal(data, Read(bytes, _ => 1000));
    }

    [Theory]
    [InlineData("data: ")]
    [InlineData("data: some\ndata: ")]
    public void GetSpace_EventWithoutEnd_IsRefused(string beginning)
    {
        var bytes = Encoding.UTF8.GetBytes(beginning + new string('a', 3 * EventDataBuffer.LongestEvent));

        Assert.Throws<ModelException>(() => Read(bytes, _ => 10_000));
    }

    [Fact]
    public void TryRead_LinesWithoutEnd_IsRefused()
    {
        var line = Encoding.UTF8.GetBytes($"data: {new string('a', 1000)}\n");
        var bytes = Enumerable.Repeat(line, 2000).SelectMany(bytes => bytes).ToArray();

        Assert.Throws<ModelException>(() => Read(bytes, _ => 10_000));
    }

    private static List<string> Read(ReadOnlySpan<byte> stream, Func<int, int> lengthOf)
    {
        using var events = new EventDataBuffer();
        var read = new List<string>();
        for (var piece = 0; stream.Length > 0; piece++)
        {
            var space = events.GetSpace().Span;
            var length = Math.Min(Math.Min(lengthOf(piece), stream.Length), space.Length);
            stream[..length].CopyTo(space);
            events.Advance(length);
            stream = stream[length..];
            while (events.TryRead(out var data)) read.Add(Encoding.UTF8.GetString(data));
        }

        return read;
    }
}
