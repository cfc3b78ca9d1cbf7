using System.Text;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Confidence;

/// <summary>Scores from log-probabilities, without storage.</summary>
public sealed class ScoreTests : IClassFixture<DefaultProduct>
{
    private readonly Product _product;

    public ScoreTests(DefaultProduct fixture)
    {
        _product = fixture.Product;
        _product.Model.ResetCalls();
        _product.Model.Script = null;
    }

    [Theory]
    [InlineData("refine")]
    [InlineData("estimate")]
    [InlineData("breakdown")]
    public async Task The_Score_Comes_Between_Text_And_Metadata(string action)
    {
        var frames = await AskAsync("Checkout fails for carts with a voucher.", action);

        var score = frames[^2];
        Assert.Equal(["type", "value", "level", "method", "calibrated"], score.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("confidence", "logprobs", false), (score.TypeOf(), score.GetProperty("method").GetString(), score.GetProperty("calibrated").GetBoolean()));
        Assert.InRange(score.GetProperty("value").GetInt32(), 0, 100);
        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.False(frames[^1].GetProperty("value").TryGetProperty("confidence", out _));
        Assert.Single(frames, frame => frame.TypeOf() == "confidence");
    }

    [Fact]
    public async Task The_Score_Falls_With_The_Log_Probabilities_Through_All_Levels()
    {
        var scores = new List<(int Value, string Level)>();
        foreach (var mean in new[] { "-0.01", "-0.1", "-0.4", "-0.9", "-2" })
        {
            var score = (await AskAsync($"Checkout fails. <!-- simulate: logprob={mean} -->"))[^2];
            scores.Add((score.GetProperty("value").GetInt32(), score.GetProperty("level").GetString()!));
        }

        Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.Second.Value < pair.First.Value, string.Join(", ", scores)));
        Assert.All(scores, score => Assert.Equal(score.Value > 90 ? "high" : score.Value >= 70 ? "medium" : "low", score.Level));
        Assert.Equal(["high", "medium", "low"], scores.Select(score => score.Level).Distinct());
    }

    [Fact]
    public async Task Different_Answers_Have_Different_Scores()
    {
        string[] descriptions =
        [
            "It's broken.",
            "The Pay button does nothing for carts with a voucher since release 4.2. It works without one. The console shows no error, the network tab shows that no request is sent, and support has counted thirty complaints of customers who gave up.",
            "The Pay button does nothing for carts with a voucher since release 4.2. It should show the receipt. It works without one. The console shows no error, the network tab shows that no request is sent, and support has counted thirty complaints of customers who gave up.\n\n1. Put a book in the cart\n2. Enter the voucher SPRING\n3. Press Pay\n\n- Firefox 140\n- release 4.2",
        ];

        var values = new List<int>();
        foreach (var description in descriptions) values.Add((await AskAsync(description))[^2].GetProperty("value").GetInt32());

        Assert.Equal(values.Order().Distinct(), values);
    }

    [Theory]
    [InlineData("estimate", "## Estimate: **|5| points**\n\n|Three| services change.", "5", "Three")]
    [InlineData("estimate", "I would say |5| points, since |three| services change.", "5", "three")]
    [InlineData("breakdown", "## Plan\n\n|Two| steps.\n\n### 1. |Split| it", "Split", "Two")]
    public async Task To_Be_Unsure_Of_What_Was_Asked_For_Costs_Most(string action, string answer, string asked, string other)
    {
        async Task<int> ScoreAsync(string unsure) => Value(await AnswerAsync(action, answer.Split('|').Select(piece => (piece, (double?)(piece == unsure ? -2.5 : -0.02)))));

        var (unsureOfIt, unsureOfAnother) = (await ScoreAsync(asked), await ScoreAsync(other));

        Assert.True(unsureOfIt < unsureOfAnother, $"{unsureOfIt} and {unsureOfAnother}");
    }

    [Fact]
    public async Task Any_Server_That_Tells_Log_Probabilities_Gets_A_Score()
    {
        var scores = new List<int>();
        foreach (var logProbability in new[] { 0, -0.02, -0.2, -0.7, -2, -5 })
            scores.Add(Value(await AnswerAsync("refine", [("Hello ", logProbability), ("wor", null), ("ld", logProbability)])));

        Assert.Equal(100, scores[0]);
        Assert.Equal(scores.OrderDescending().Distinct(), scores);
    }

    [Fact]
    public async Task A_Model_Without_Log_Probabilities_Is_Asked_Again_At_Once_And_Remembered()
    {
        await using var product = await Product.StartAsync();
        product.Model.Script = _ => new Scenario { Chunks = ["An answer."], RefusesLogProbabilities = true };

        var (first, second) = (await AskAsync(product, "Any."), await AskAsync(product, "Any."));

        Assert.All([first, second], frames => Assert.Equal(["text", "metadata"], frames.Select(frame => frame.TypeOf())));
        Assert.All([first, second], frames => Assert.Equal("unavailable", frames[^1].GetProperty("value").GetProperty("confidence").GetString()));
        Assert.Equal([true, false, false], product.Model.Calls.Select(call => call.Body.TryGetProperty("logprobs", out _)));
    }

    [Fact]
    public async Task Asking_Without_Log_Probabilities_Costs_None_Of_The_Retries()
    {
        await using var product = await Product.StartAsync();
        var calls = 0;
        product.Model.Script = _ => Interlocked.Increment(ref calls) switch
        {
            1 or 2 => new Scenario { Failure = SimulatedFailure.Error, ErrorStatus = 503 },
            _ => new Scenario { Chunks = ["An answer."], RefusesLogProbabilities = true },
        };

        var frames = await AskAsync(product, "Any.");

        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.Equal(4, product.Model.Calls.Count);
    }

    [Theory]
    [InlineData(SimulatedFailure.CloseEarly)]
    [InlineData(SimulatedFailure.BreakOff)]
    [InlineData(SimulatedFailure.AnswerFiltered)]
    [InlineData(SimulatedFailure.ErrorMidStream)]
    public async Task An_Answer_That_Fails_Has_No_Score(SimulatedFailure failure)
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = ["Some ", "text"], Failure = failure, FailAfter = 1 });

        var frames = FrameReader.Frames(body);
        Assert.Equal("error", frames[^1].TypeOf());
        Assert.DoesNotContain(frames, frame => frame.TypeOf() == "confidence");
    }

    private static int Value(IReadOnlyList<JsonElement> frames) => frames.Single(frame => frame.TypeOf() == "confidence").GetProperty("value").GetInt32();

    /// <summary>Scripts a minimal body: no annotations, no role, no usage.</summary>
    private async Task<IReadOnlyList<JsonElement>> AnswerAsync(string action, IEnumerable<(string Text, double? LogProbability)> tokens)
    {
        var chunks = tokens.Select(token => JsonSerializer.Serialize(new
        {
            choices = new[] { new { delta = new { content = token.Text }, logprobs = token.LogProbability is { } known ? new { content = new[] { new { token = token.Text, logprob = known } } } : null } },
        }));
        var body = string.Concat(chunks.Append("""{"choices":[{"delta":{},"finish_reason":"stop"}]}""").Append("[DONE]").Select(data => $"data: {data}\n\n"));
        _product.Model.Script = _ => new Scenario { RawBody = Encoding.UTF8.GetBytes(body) };
        using var response = await _product.PostAsync("Any.", action);
        return await FrameReader.ReadAllAsync(response);
    }

    private Task<IReadOnlyList<JsonElement>> AskAsync(string description, string action = "refine") => AskAsync(_product, description, action);

    private static async Task<IReadOnlyList<JsonElement>> AskAsync(Product product, string description, string action = "refine")
    {
        using var response = await product.PostAsync(description, action);
        return await FrameReader.ReadAllAsync(response);
    }
}
