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
            "The Pay button does nothing for carts with a voucher since release 4.2.",
            "The Pay button does nothing. It should show the receipt.\n\n1. Put a book in the cart\n2. Enter the voucher SPRING\n3. Press Pay\n\n- Firefox 140\n- release 4.2",
        ];

        var values = new List<int>();
        foreach (var description in descriptions) values.Add((await AskAsync(description))[^2].GetProperty("value").GetInt32());

        Assert.Equal(values.Order().Distinct(), values);
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

    private Task<IReadOnlyList<JsonElement>> AskAsync(string description, string action = "refine") => AskAsync(_product, description, action);

    private static async Task<IReadOnlyList<JsonElement>> AskAsync(Product product, string description, string action = "refine")
    {
        using var response = await product.PostAsync(description, action);
        return await FrameReader.ReadAllAsync(response);
    }
}
