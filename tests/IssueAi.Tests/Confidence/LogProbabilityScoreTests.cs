using System.Text;
using FsCheck.Xunit;
using IssueAi.Actions.Breakdown;
using IssueAi.Actions.Catalog;
using IssueAi.Actions.Estimate;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.Tests.Shared;

namespace IssueAi.Tests.Confidence;

public sealed class LogProbabilityScoreTests
{
    private static readonly int[] Percents = [99, 95, 90, 85, 80, 70, 50, 20];
    private static readonly ScoreFocus Numbers = EstimateAction.Create().Focus!;
    private static readonly ScoreFocus Subtasks = BreakdownAction.Create().Focus!;

    [Fact]
    public void Of_ACertainAnswer_IsAHundred() => Assert.Equal(100, ScoreOf([("yes", 0), (" indeed", 0)])!.Value, 9);

    [Fact]
    public void Of_AnAnswerWithoutLogProbabilities_IsNull()
    {
        using var trace = new TokenTrace();
        trace.Add("some text"u8, []);

        Assert.Null(LogProbabilityScore.Of(trace, focus: null, []));
    }

    [Fact]
    public void Of_KnownTokens_IsTheDocumentedSum()
    {
        // Mean -0.4, lowest -0.7; the last of the four is the tail, with a probability of 0.7408.
        var expected = 100 * ((0.6 * Math.Exp(-0.4)) + (0.15 / (1 + (0.7 / 4))) + (0.25 * (1 - Entropy(Math.Exp(-0.3)))));

        var score = ScoreOf([("a", -0.1), (" b", -0.7), (" c", -0.5), (" d", -0.3)]);

        Assert.Equal(expected, score!.Value, 4);
    }

    [Fact]
    public void Documentation_ShowsTheseScores()
    {
        var rows = Percents.Select(percent =>
        {
            var score = ScoreOf([.. Enumerable.Repeat(("word ", Math.Log(percent / 100d)), 12)])!.Value;
            var shown = ConfidenceScore.Create(score, ConfidenceMethod.LogProbabilities, calibrated: false);
            return $"| {percent} % | {shown.Value} | {shown.Level.ToString().ToLowerInvariant()} |";
        });

        Assert.Equal(rows, File.ReadAllLines(Repository.PathOf("docs/confidence.md")).Where(line => line.Contains(" % | ", StringComparison.Ordinal)));
    }

    [Property]
    public void Of_LowerLogProbabilities_IsStrictlyLower(byte[] steps, byte drop)
    {
        if (steps.Length == 0) return;
        var surer = steps.Select(step => ("word ", -step / 32d)).ToArray();
        var lessSure = surer.Select(token => (token.Item1, token.Item2 - 0.01 - (drop / 256d))).ToArray();

        Assert.True(ScoreOf(lessSure) < ScoreOf(surer));
    }

    [Property]
    public void Of_AnyAnswer_IsAShare(short[] steps)
    {
        var score = ScoreOf([.. steps.Select(step => ("word ", (double)step))]);

        Assert.True(steps.Length == 0 ? score is null : score is >= 0 and <= 100);
    }

    [Fact]
    public void Of_AnswersThatDiffer_Differs()
    {
        var scores = Enumerable.Range(1, 100).Select(number => ScoreOf([("one", -0.003 * number), (" two", -0.1)])).ToList();

        Assert.Equal(100, scores.Distinct().Count());
    }

    [Fact]
    public void Of_OneUncertainWord_CostsLessThanAnUncertainAnswer()
    {
        var sure = Enumerable.Repeat(("word ", -0.01), 40).ToArray();
        var (slip, unsure) = (((string, double)[])sure.Clone(), sure.Select(token => (token.Item1, -3d)).ToArray());
        slip[3] = ("word ", -3);

        var (whole, withASlip, none) = (ScoreOf(sure), ScoreOf(slip), ScoreOf(unsure));

        Assert.True(withASlip < whole);
        Assert.True(none < withASlip - 30);
    }

    [Fact]
    public void Of_ABadEnd_CostsMoreThanABadBegin()
    {
        var words = Enumerable.Repeat(("word ", -0.01), 40).ToArray();
        var (begin, end) = (((string, double)[])words.Clone(), ((string, double)[])words.Clone());
        for (var at = 0; at < 10; at++) (begin[at], end[^(at + 1)]) = (("word ", -1), ("word ", -1));

        Assert.True(ScoreOf(end) < ScoreOf(begin));
    }

    [Fact]
    public void Of_BoilerplateOnly_DoesNotMoveTheScore()
    {
        var plain = ScoreOf([("word", -0.2), (" more", -0.4)]);

        var dressed = ScoreOf([("##", -3), (" Context", -3), (@"\n\n", -3), ("word", -0.2), (",", -5), (" more", -0.4), (".", -5)]);

        Assert.Equal(plain, dressed);
    }

    [Fact]
    public void Of_AnEstimate_CountsTheNumbersOfItsHeading()
    {
        (string, double)[] tokens = [("##", -3), (" Estimate", -3), (": ", -3), ("5", -0.1), (" points", -3), (@"\n", -3), ("Since", -3), (" 3", -3)];

        Assert.Equal(ScoreOf([("5", -0.1)]), ScoreOf(tokens, Numbers));
    }

    [Fact]
    public void Of_ABreakdown_CountsTitlesAndSizes()
    {
        (string, double)[] tokens = [("##", -3), (" Plan", -3), (@"\n", -3), ("Cut", -3), (@"\n", -3), ("###", -3), (" Split", -0.1), (" (", -3), ("3", -0.2), (@")\n", -3), ("so", -3)];

        Assert.Equal(ScoreOf([("Split", -0.1), (" 3", -0.2)]), ScoreOf(tokens, Subtasks));
    }

    [Fact]
    public void Of_ABlockAfterProse_DoesNotCountWhatItRepeats()
    {
        (string, double)[] prose = [("## ", -1), ("5", -0.7), (@"\n", -1), ("Since", -0.9)];
        (string, double)[] all = [.. prose, ("{", -0.01), ("5", -0.01), ("}", -0.01)];

        Assert.Equal(ScoreOf(prose, Numbers), ScoreOf(all, Numbers, 12..13));
        Assert.Equal(ScoreOf(prose), ScoreOf(all, null, 12..13));
    }

    [Fact]
    public void Of_ABlockAfterProseWithoutFocus_CountsTheBlocksParts()
    {
        (string, double)[] tokens = [("About", -3), (" five", -3), ("{", -3), ("points", -3), (":", -3), ("5", -0.1), ("}", -3)];

        Assert.Equal(ScoreOf([("5", -0.1)]), ScoreOf(tokens, Numbers, 18..19));
    }

    [Fact]
    public void Of_AnEstimateWithoutItsHeading_CountsAllItsNumbers()
    {
        (string, double)[] tokens = [("I", -3), (" say", -3), (" 5", -0.1), (" points", -3), ("{", -3), ("points", -3), (":", -3), ("5", -0.2), ("}", -3)];

        Assert.Equal(ScoreOf([("5", -0.1)]), ScoreOf(tokens[..4], Numbers));
        Assert.Equal(ScoreOf([("5", -0.1), ("5", -0.2)]), ScoreOf(tokens, Numbers, 22..23));
    }

    [Fact]
    public void Of_TokensToldApartFromTheirText_CountsThem()
    {
        using var trace = new TokenTrace();
        trace.Add("some text"u8, []);
        trace.Add([], [TokenProbability.Create(-0.1, 0), TokenProbability.Create(-0.3, 0)]);

        Assert.Equal(ScoreOf([("some", -0.1), ("text", -0.3)]), LogProbabilityScore.Of(trace, Numbers, []));
    }

    [Fact]
    public void Of_ARangeWithinATokens_CountsTheToken() =>
        Assert.Equal(ScoreOf([("5", -0.1)]), ScoreOf([("word", -3), ("\\\"5\\\",", -0.1)], Numbers, 6..7));

    [Fact]
    public void Of_AnAnswerWithNothingToFocusOn_CountsAllButBoilerplate()
    {
        (string, double)[] tokens = [("word", -0.2), (",", -3), (" more", -0.4)];

        Assert.Equal(ScoreOf(tokens), ScoreOf(tokens, Subtasks));
        Assert.Equal(ScoreOf(tokens), ScoreOf(tokens, Subtasks, 4..5));
    }

    [Theory]
    [InlineData("refine", null)]
    [InlineData("estimate", TokenPlace.SectionNumber)]
    [InlineData("breakdown", TokenPlace.Subheading)]
    public void Focus_OfAnAction_IsWhatItIsAskedFor(string action, object? expected) =>
        Assert.Equal(expected, ActionCatalog.BuiltIn.Single(known => known.Name == action).Focus?.First);

    [Fact]
    public void Of_AnAnswerOfSigns_CountsThem() => Assert.InRange(ScoreOf([("👍", -0.1), ("!", -0.2)])!.Value, 60, 99);

    private static double? ScoreOf((string Text, double LogProbability)[] tokens, ScoreFocus? focus = null, params IReadOnlyList<Range> block)
    {
        using var trace = new TokenTrace();
        foreach (var (text, logProbability) in tokens)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            trace.Add(bytes, [TokenProbability.Create(logProbability, bytes.Length)]);
        }

        return LogProbabilityScore.Of(trace, focus, block);
    }

    private static double Entropy(double probability) =>
        -(probability * Math.Log2(probability)) - ((1 - probability) * Math.Log2(1 - probability));
}
