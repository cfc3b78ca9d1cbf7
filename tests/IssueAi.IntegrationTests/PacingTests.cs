using System.Diagnostics;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

[Collection(nameof(Measured))]
public sealed class PacingTests(PacedProduct fixture) : IClassFixture<PacedProduct>
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    // The tolerance for early timers and late arrivals.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("one two  three\nfour\n\n- five", "one |two  |three\n|four\n\n|- |five")]
    [InlineData("one| two|  three|\n|four|\n\n|-| five", "one |two  |three\n|four\n\n|- |five")]
    [InlineData("o|ne |t|wo", "one |two")]
    [InlineData("tab\tand\r\nbreak", "tab\t|and\r\n|break")]
    [InlineData(" leading", " |leading")]
    [InlineData("課|題| |📚| |é", "課題 |📚 |é")]
    public async Task Each_Text_Frame_Is_One_Word_With_Its_White_Space(string chunks, string words)
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = chunks.Split('|') });

        var frames = FrameReader.Frames(body).Where(frame => frame.TypeOf() == "text").Select(frame => frame.GetProperty("content").GetString());
        Assert.Equal(words.Split('|'), frames);
    }

    [Fact]
    public async Task Words_Come_No_Faster_Than_The_Delay()
    {
        const int Words = 12;
        _product.Model.Script = _ => new Scenario { Chunks = [string.Concat(Enumerable.Repeat("word ", Words))] };
        var arrivals = new List<TimeSpan>();
        var clock = Stopwatch.StartNew();

        using var response = await _product.PostAsync("Anything.");
        using var blocks = await BlockReader.OpenAsync(response);
        while (await blocks.ReadEventAsync() is { } block)
        {
            if (block.Contains("\"text\"", StringComparison.Ordinal)) arrivals.Add(clock.Elapsed);
        }

        // A late arrival shortens the gap after it; no arrival is early, and the median gap shows the pace.
        var gaps = arrivals.Zip(arrivals.Skip(1), (earlier, later) => later - earlier).Order().ToList();
        Assert.Equal(Words, arrivals.Count);
        Assert.All(arrivals, (arrival, index) => Assert.True(arrival >= (Delay * index) - Tolerance, $"Word {index} came after {arrival}."));
        Assert.True(gaps[gaps.Count / 2] >= Delay - Tolerance, $"The median gap was {gaps[gaps.Count / 2]}.");
    }

    [Fact]
    public async Task The_Beginning_Of_A_Word_Is_Not_Held_Back_For_Long()
    {
        var release = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["Hi", "gh"], Gate = _ => release.Task, GateBefore = 1 };

        using var response = await _product.PostAsync("Anything.");
        using var blocks = await BlockReader.OpenAsync(response);
        var first = await blocks.ReadEventAsync();
        release.SetResult();

        Assert.Equal("Hi", FrameReader.Parse(first!).GetProperty("content").GetString());
    }

    [Fact]
    public async Task An_Error_Comes_After_The_Words_Before_It()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = ["one two ", "thr"], Failure = SimulatedFailure.BreakOff, FailAfter = 2 });

        Assert.Equal("one two thr", FrameReader.Frames(body).Text());
        FailureAssert.EndsWithError(body, "upstream_unavailable", retryable: true);
    }

    [Fact]
    public async Task A_Filter_Withdraws_Whole_Words()
    {
        var body = await _product.StreamAsync(
            new Scenario { Chunks = ["one ", "tw", "o three"], Failure = SimulatedFailure.AsyncFiltered, FailAfter = 3, KeptTokens = 2 });

        var frames = FrameReader.Frames(body);
        Assert.Equal("one two three", frames.Text());
        Assert.Equal(1, Assert.Single(frames, frame => frame.TypeOf() == "retract").GetProperty("after").GetInt32());
    }
}
