using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Confidence;

/// <summary>Scores from a self-assessment by the model, without storage.</summary>
public sealed class SelfAssessmentTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.StartAsync(("Confidence:SelfAssessment", "true"));

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_Model_Without_Log_Probabilities_Is_Asked_How_Sure_It_Is()
    {
        Script(new Scenario { Assessment = 77, Usage = new(30, 1) });

        var frames = await AskAsync();

        Assert.Equal(["text", "text", "confidence", "metadata"], frames.Select(frame => frame.TypeOf()));
        Assert.Equal("""{"type":"confidence","value":77,"level":"medium","method":"self-assessment","calibrated":false}""", frames[^2].GetRawText());
        var metadata = frames[^1].GetProperty("value");
        Assert.Equal((130, 11, 141), (Count(metadata, "promptTokens"), Count(metadata, "completionTokens"), Count(metadata, "tokens")));
        Assert.False(metadata.TryGetProperty("confidence", out _));
    }

    [Fact]
    public async Task The_Question_Is_Short_And_Fences_Issue_And_Answer()
    {
        Script(new Scenario { Assessment = 77 });

        await AskAsync();

        var question = _product.Model.Calls[^1];
        Assert.Equal(3, _product.Model.Calls.Count);
        Assert.Equal(20, question.Body.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(question.Body.TryGetProperty("logprobs", out _));
        Assert.Contains("Task: assess", question.SystemMessage, StringComparison.Ordinal);
        Assert.Matches(@"(?s)^----- issue ([0-9a-f]{16}) -----\n.*Any issue\.\n----- issue \1 -----\n.*\n----- reply ([0-9a-f]{16}) -----\nAn answer\.\n----- reply \2 -----\n$", question.UserMessage);
        Assert.DoesNotContain("Any issue", question.SystemMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Model_With_Log_Probabilities_Is_Not_Asked()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["An answer."] };

        var frames = await AskAsync();

        Assert.Equal("logprobs", frames[^2].GetProperty("method").GetString());
        Assert.Single(_product.Model.Calls);
    }

    [Theory]
    [InlineData(0, "low")]
    [InlineData(69, "low")]
    [InlineData(70, "medium")]
    [InlineData(90, "medium")]
    [InlineData(91, "high")]
    [InlineData(100, "high")]
    public async Task The_Number_Decides_The_Level(int number, string level)
    {
        Script(new Scenario { Assessment = number });

        var score = (await AskAsync())[^2];

        Assert.Equal((number, level), (Count(score, "value"), score.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task A_Number_In_A_Whole_Completion_Counts()
    {
        Script(new Scenario { RawBody = """{"id":"1","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"77"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"""u8.ToArray() });

        var score = (await AskAsync())[^2];

        Assert.Equal(77, Count(score, "value"));
    }

    public static TheoryData<Scenario> Useless =>
    [
        new Scenario { Chunks = ["Hello world, the answer to all questions alike, 1 or 2."] },
        new Scenario { RawBody = "<html>"u8.ToArray() },
        new Scenario { Failure = SimulatedFailure.Error, ErrorStatus = 503 },
        new Scenario { Failure = SimulatedFailure.RateLimited, RetryAfter = TimeSpan.FromSeconds(1) },
        new Scenario { RefusesAssessment = true },
        new Scenario { Failure = SimulatedFailure.Unauthorized },
        new Scenario { Failure = SimulatedFailure.BreakOff },
        new Scenario { Failure = SimulatedFailure.PromptFiltered },
        new Scenario { Chunks = [], FinishReason = "length" },
    ];

    [Theory]
    [MemberData(nameof(Useless))]
    public async Task A_Question_In_Vain_Leaves_The_Answer_Without_A_Score(Scenario assessment)
    {
        Script(assessment);

        var frames = await AskAsync();

        Assert.Equal(["text", "text", "metadata"], frames.Select(frame => frame.TypeOf()));
        Assert.Equal("unavailable", frames[^1].GetProperty("value").GetProperty("confidence").GetString());
        Assert.Single(_product.Model.Calls, IsQuestion);
    }

    [Fact]
    public async Task Without_The_Setting_Nothing_Is_Asked()
    {
        await using var product = await Product.StartAsync(("Confidence:SelfAssessment", "false"));
        product.Model.Script = _ => new Scenario { Chunks = ["An answer."], IncludeLogProbabilities = false };

        using var response = await product.PostAsync("Any issue.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal("unavailable", frames[^1].GetProperty("value").GetProperty("confidence").GetString());
        Assert.Single(product.Model.Calls);
    }

    [Theory]
    [InlineData("no-logprobs; assessment=91", 91)]
    [InlineData("no-logprobs; no-assessment", null)]
    public async Task The_Simulators_Directives_Say_What_It_Answers(string directives, int? expected)
    {
        var frames = await AskAsync($"Any issue. <!-- simulate: {directives} -->");

        Assert.Equal(expected, frames.Where(frame => frame.TypeOf() == "confidence").Select(frame => (int?)Count(frame, "value")).SingleOrDefault());
    }

    [Fact]
    public async Task The_Simulator_Judges_By_Issue_And_Answer()
    {
        var values = new List<int>();
        foreach (var description in new[] { "Broken.", "The Pay button does nothing for carts with a voucher since release 4.2.\n\n1. Put a book in\n2. Pay\n3. Wait" })
            values.Add(Count((await AskAsync(description + " <!-- simulate: no-logprobs -->"))[^2], "value"));

        Assert.True(values[0] < values[1], string.Join(", ", values));
    }

    [Fact]
    public async Task A_Caller_Who_Left_Has_Nothing_Asked()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Some ", "text"], IncludeLogProbabilities = false, Failure = SimulatedFailure.Stall, FailAfter = 1 };
        var response = await _product.PostAsync("Any issue.");
        using var reader = await BlockReader.OpenAsync(response);
        await reader.ReadEventAsync();

        response.Dispose();
        await _product.Model.Calls.Single().Ended.WaitAsync(Limits.Test);

        // By the next response the disconnect has had all its effects.
        _product.Model.Script = _ => new Scenario { Chunks = ["Another."] };
        await AskAsync();
        Assert.DoesNotContain(_product.Model.Calls, call => IsQuestion(call));
    }

    private static bool IsQuestion(ObservedCall call) => call.SystemMessage.Contains("Task: assess", StringComparison.Ordinal);

    private static int Count(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();

    private void Script(Scenario assessment) => _product.Model.Script = call =>
        IsQuestion(call) ? assessment : new Scenario { Chunks = ["An ", "answer."], RefusesLogProbabilities = true, Usage = new(100, 10) };

    private async Task<IReadOnlyList<JsonElement>> AskAsync(string description = "Any issue.")
    {
        using var response = await _product.PostAsync(description);
        return await FrameReader.ReadAllAsync(response);
    }
}
