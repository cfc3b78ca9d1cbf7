using System.Text.Json;
using IssueAi.Actions.Catalog;
using IssueAi.Answers;
using IssueAi.ModelSimulator;
using IssueAi.Quality;

namespace IssueAi.IntegrationTests;

public sealed class ResultTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private const string Json = """{"title":"Pay does nothing","description":"On Safari \"17\".\nTốt 課題","acceptanceCriteria":["It pays"]}""";
    private const string Block = "```json\n" + Json + "\n```";

    private static readonly string[] Prose = ["# Pay does nothing\n\n", "On ", "`Safari`", "\n```js\npay()\n", "```", "\n", "Tốt 📚."];

    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("refine")]
    [InlineData("estimate")]
    [InlineData("breakdown")]
    public async Task Each_Action_Gives_Text_Then_A_Result_Then_Metadata(string action)
    {
        _product.Model.Script = null;

        using var response = await _product.PostAsync("The Pay button does nothing on Safari. It should open the bank's page.", action);
        var frames = await FrameReader.ReadAllAsync(response);

        var types = TypesOf(frames);
        Assert.Equal(["result", "metadata"], types.SkipWhile(type => type == "text"));
        Assert.DoesNotContain("```", frames.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("\":", frames.Text(), StringComparison.Ordinal);
        Assert.Empty(SchemaCheck.Find(JsonSerializer.SerializeToElement(ResultSchemas.Create(ActionCatalog.BuiltIn.Single(known => known.Name == action).Results!)), frames.Result()!.Value));
    }

    [Fact]
    public async Task The_Text_Comes_In_The_Models_Pieces_And_Never_Holds_The_Block()
    {
        var frames = await AnswerAsync([.. Prose, "\n\n```json\n", .. Json.Select(character => character.ToString()), "\n``", "`\n"]);

        Assert.Equal([.. Prose, "\n\n"], TextsOf(frames));
        Assert.Equal(Json, frames.Result()!.Value.GetRawText());
    }

    [Fact]
    public async Task The_Result_Is_The_Same_However_The_Model_Cuts_Its_Answer()
    {
        var whole = await AnswerAsync([string.Concat(Prose) + "\n" + Block]);
        var single = await AnswerAsync([.. (string.Concat(Prose) + "\n" + Block).EnumerateRunes().Select(rune => rune.ToString())]);

        Assert.Equal(whole.Text(), single.Text());
        Assert.Equal(whole.Result()!.Value.GetRawText(), single.Result()!.Value.GetRawText());
    }

    [Theory]
    [InlineData("```json\n{\"title\":\"Pay does nothing\",\n```", null)]
    [InlineData("```json\n{\"title\":7}\n```", null)]
    [InlineData("```json\nThere is none.\n```", null)]
    [InlineData("```json\n{\"title\":\"Pay\",\"description\":\"On Saf", "length")]
    public async Task A_Block_That_Cannot_Be_Read_Is_Left_Out_And_The_Text_Is_Whole(string block, string? finishReason)
    {
        var frames = await AnswerAsync([.. Prose, "\n", block], finishReason);

        Assert.Equal(string.Concat(Prose) + "\n", frames.Text());
        Assert.Null(frames.Result());
        Assert.Equal("metadata", frames[^1].TypeOf());
    }

    [Theory]
    [InlineData("# Chữ 課題 👩‍👩‍👧\n\n", "```js\n", "let a = `b`;\n", "```", "\n\n", "```json\n{\"port\": 80}\n```", "\n\nEnds in ```")]
    [InlineData("One\n```", "json\n{\"port\"", ": 80}\n```")]
    [InlineData("Hello ", "world\n", "``")]
    [InlineData("Hello ", "world", " \r\n\t\n")]
    public async Task An_Answer_Without_A_Block_Comes_Byte_For_Byte(params string[] chunks)
    {
        var frames = await AnswerAsync(chunks);

        Assert.Equal(string.Concat(chunks), frames.Text());
        Assert.Null(frames.Result());
        Assert.Equal("metadata", frames[^1].TypeOf());
    }

    [Fact]
    public async Task A_Block_With_Small_Faults_Is_Repaired()
    {
        var frames = await AnswerAsync([.. Prose, "\n```json\n{\"title\": \" Pay \", // short\n \"description\": \"No.\", \"acceptance_criteria\": \"It pays\",}\n```"]);

        Assert.Equal("""{"title":"Pay","description":"No.","acceptanceCriteria":["It pays"]}""", frames.Result()!.Value.GetRawText());
    }

    [Fact]
    public async Task Text_Is_Shown_While_Its_Fence_Is_Still_Open()
    {
        var gate = new TaskCompletionSource();
        string[] chunks = [.. Prose, "\n\n``", "`json\n", Json, "\n```"];
        _product.Model.Script = _ => new Scenario { Chunks = chunks, Gate = token => gate.Task.WaitAsync(token), GateBefore = Prose.Length + 1 };

        using var response = await _product.PostAsync("Anything.");
        using var reader = await BlockReader.OpenAsync(response);
        await reader.ReadUntilAsync(block => block.Contains("Tốt ", StringComparison.Ordinal)).WaitAsync(Limits.Test);

        gate.SetResult();
        var rest = await reader.ReadUntilAsync(block => block.Contains("\"metadata\"", StringComparison.Ordinal)).WaitAsync(Limits.Test);
        Assert.Contains(rest, block => block.StartsWith("data: {\"type\":\"result\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SimulatedFailure.CloseEarly)]
    [InlineData(SimulatedFailure.BreakOff)]
    [InlineData(SimulatedFailure.AnswerFiltered)]
    public async Task A_Failed_Answer_Has_No_Result_Even_Where_The_Block_Is_Whole(SimulatedFailure failure)
    {
        string[] chunks = [.. Prose, "\n" + Block, "\n"];
        var body = await _product.StreamAsync(new Scenario { Chunks = chunks, Failure = failure, FailAfter = chunks.Length });

        Assert.Null(FrameReader.Frames(body).Result());
        Assert.DoesNotContain("acceptanceCriteria", body, StringComparison.Ordinal);
    }

    // The content filter counts the model's whole answer, including the block.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    [InlineData(9, 8)]
    public async Task The_Asynchronous_Filter_Keeps_The_Text_It_Had_Checked_Before_The_Block(int kept, int after)
    {
        string[] chunks = [.. Prose, "\n" + Block, "\n"];
        var body = await _product.StreamAsync(new Scenario { Chunks = chunks, Failure = SimulatedFailure.AsyncFiltered, FailAfter = chunks.Length, KeptTokens = kept });

        var frames = FrameReader.Frames(body);
        Assert.Equal([.. Prose.Select(_ => "text"), "text", "retract", "error"], TypesOf(frames));
        Assert.Equal(after, frames[^2].GetProperty("after").GetInt32());
        FailureAssert.EndsWithError(body, "content_filtered", retryable: false);
    }

    [Fact]
    public async Task Nothing_Is_Withdrawn_Where_Nothing_But_The_Block_Was_Said()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = [Block, "\n"], Failure = SimulatedFailure.AnswerFiltered, FailAfter = 1 });

        Assert.Equal(["error"], TypesOf(FrameReader.Frames(body)));
    }

    [Fact]
    public async Task The_Result_Is_A_Data_Part_For_The_Vercel_Sdk()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Words.", "\n" + Block] };

        using var response = await _product.PostAsync("Anything.", query: "?protocol=ui-message-stream");

        Assert.Contains($$"""data: {"type":"data-result","data":{{Json}}}""", FrameReader.Events(await response.Content.ReadAsStringAsync()));
    }

    private async Task<IReadOnlyList<JsonElement>> AnswerAsync(string[] chunks, string? finishReason = null) =>
        FrameReader.Frames(await _product.StreamAsync(new Scenario { Chunks = chunks, FinishReason = finishReason }));

    // Other tests cover the score.
    private static IEnumerable<string> TypesOf(IEnumerable<JsonElement> frames) => frames.Select(frame => frame.TypeOf()).Where(type => type != "confidence");

    private static IEnumerable<string?> TextsOf(IEnumerable<JsonElement> frames) =>
        frames.Where(frame => frame.TypeOf() == "text").Select(frame => frame.GetProperty("content").GetString());
}
