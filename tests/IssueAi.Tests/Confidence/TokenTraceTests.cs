using System.Text;
using IssueAi.Confidence;
using IssueAi.Generation;

namespace IssueAi.Tests.Confidence;

public sealed class TokenTraceTests
{
    [Fact]
    public void Add_OfPieces_PutsTokensInTheirPlaces()
    {
        using var trace = new TokenTrace();

        trace.Add("one"u8, [new(-1, 3)]);
        trace.Add("unknown"u8, []);
        trace.Add(" two,"u8, [new(-2, 4), new(-3, 1)]);

        Assert.Equal(15, trace.Length);
        Assert.Equal(
            [new(-1, 0, 3, TokenPlace.Text), new(-2, 10, 14, TokenPlace.Text), new(-3, 14, 15, TokenPlace.Boilerplate)],
            trace.Tokens.ToArray());
    }

    [Fact]
    public void Add_OfATokenWithoutAProbability_LeavesItOut()
    {
        using var trace = new TokenTrace();

        trace.Add("one two"u8, [new(float.NaN, 3), new(-2, 4)]);

        Assert.Equal([new(-2, 3, 7, TokenPlace.Text)], trace.Tokens.ToArray());
    }

    [Fact]
    public void Add_OfALongAnswer_KeepsAllOfIt()
    {
        using var trace = new TokenTrace();

        for (var number = 0; number < 5000; number++) trace.Add(Encoding.UTF8.GetBytes("word "), [new(-number, 5)]);

        Assert.Equal(25_000, trace.Length);
        Assert.Equal(Enumerable.Range(0, 5000).Select(number => new TokenTrace.Token(-number, 5 * number, 5 * (number + 1), TokenPlace.Text)), trace.Tokens.ToArray());
    }

    [Fact]
    public void Add_OfTokens_AllocatesNothingForEach()
    {
        using var trace = new TokenTrace();
        TokenProbability[] tokens = [new(-1, 5)];
        for (var number = 0; number < 2000; number++) trace.Add("word "u8, tokens);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 40; number++) trace.Add("word "u8, tokens);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
