using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.UiMessageStream;

public sealed class UiMessageStreamTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private const string Query = "?protocol=ui-message-stream";

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Frames_Become_Parts()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Two \"quoted\" ", "words\n"], MeanLogProbability = 0 };

        using var response = await _product.PostAsync("Anything.", query: Query);
        var blocks = FrameReader.Events(await response.Content.ReadAsStringAsync());

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("v1", response.Headers.GetValues("x-vercel-ai-ui-message-stream").Single());
        Assert.Equal(
            [
                $$"""data: {"type":"start","messageId":"{{response.Headers.GetValues("X-Response-Id").Single()}}"}""",
                """data: {"type":"text-start","id":"text"}""",
                """data: {"type":"text-delta","id":"text","delta":"Two \"quoted\" "}""",
                """data: {"type":"text-delta","id":"text","delta":"words\n"}""",
                """data: {"type":"data-confidence","data":{"value":100,"level":"high","method":"logprobs","calibrated":false}}""",
                """data: {"type":"text-end","id":"text"}""",
            ],
            blocks.Take(6));
        Assert.StartsWith("""data: {"type":"data-metadata","data":{"responseId":""", blocks[6], StringComparison.Ordinal);
        Assert.Equal(["""data: {"type":"finish"}""", "data: [DONE]"], blocks.Skip(7));
    }

    [Theory]
    [InlineData("text/event-stream; protocol=ui-message-stream")]
    [InlineData("text/event-stream; protocol=\"ui-message-stream\"")]
    [InlineData("application/json, text/event-stream;Protocol=ui-message-stream;q=0.9")]
    public async Task The_Protocol_May_Stand_Beside_The_Media_Type(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine")
        {
            Content = new StringContent("""{"issueId":"1","description":"Any."}""", MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Accept.ParseAdd(accept);

        using var response = await _product.Client.SendAsync(request);

        Assert.EndsWith("data: [DONE]\n\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Sdk_Reads_The_Text_And_The_Metadata()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Chữ ", "👩‍👩‍👧‍👦 ", "end."] };

        var read = await ReadWithSdkAsync();
        var parts = read.GetProperty("message").GetProperty("parts");

        Assert.Equal(JsonValueKind.Null, read.GetProperty("error").ValueKind);
        Assert.Equal("Chữ 👩‍👩‍👧‍👦 end.", parts[0].GetProperty("text").GetString());
        Assert.Equal(["data-confidence", "data-metadata"], parts.EnumerateArray().Skip(1).Select(part => part.GetProperty("type").GetString()));
        Assert.Equal(read.GetProperty("message").GetProperty("id").GetString(), parts[2].GetProperty("data").GetProperty("responseId").GetString());
    }

    [Fact]
    public async Task The_Sdk_Is_Told_Of_A_Failure()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["One ", "two"], Failure = SimulatedFailure.CloseEarly, FailAfter = 1 };

        var read = await ReadWithSdkAsync();

        Assert.Contains("broke off", read.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("One ", read.GetProperty("message").GetProperty("parts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Withdrawn_Text_Is_Told_As_Data()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["One ", "two"], Failure = SimulatedFailure.AnswerFiltered, FailAfter = 1 };

        using var response = await _product.PostAsync("Anything.", query: Query);

        Assert.Contains("""data: {"type":"data-retract","data":{"after":0}}""", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use-completion.mjs")]
    [InlineData("use-chat.mjs")]
    public async Task The_Sdks_Hooks_Show_The_Text_While_It_Comes(string script)
    {
        var rest = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["Chữ ", "👩‍👩‍👧‍👦 ", "end."], Gate = token => rest.Task.WaitAsync(token), GateBefore = 1 };

        using var page = await StartSdkAsync(script);
        var first = await ReadLineAsync(page);
        rest.SetResult();
        var shown = await ReadLinesAsync(page);

        Assert.Equal("Chữ ", first.GetProperty("text").GetString());
        Assert.Equal("Chữ 👩‍👩‍👧‍👦 end.", shown[^2].GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, shown[^1].GetProperty("error").ValueKind);
    }

    [Theory]
    [InlineData("use-completion.mjs")]
    [InlineData("use-chat.mjs")]
    public async Task The_Sdks_Hooks_Are_Told_Of_A_Failure(string script)
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["One ", "two"], Failure = SimulatedFailure.CloseEarly, FailAfter = 1 };

        using var page = await StartSdkAsync(script);
        var shown = await ReadLinesAsync(page);

        Assert.Contains("broke off", shown[^1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AiSdk.All), MemberType = typeof(AiSdk))]
    public async Task A_Prompt_Alone_Is_The_Issue_And_A_New_Version_Is_Asked_For_In_The_Body(AiSdk sdk)
    {
        _product.Model.ResetCalls();
        _product.Model.Script = _ => new Scenario { Chunks = ["An answer."] };

        using var first = await StartSdkAsync("use-completion.mjs", """{"issueId":"completion"}""", sdk, "The Pay button does nothing.");
        var shown = await ReadLinesAsync(first);
        using var second = await StartSdkAsync(
            "use-completion.mjs", """{"issueId":"completion"}""", sdk, "The Pay button does nothing.", """{"body":{"regenerate":true,"instructions":"Shorter, please."}}""");
        var shownAgain = await ReadLinesAsync(second);
        var asked = _product.Model.Calls.Select(call => call.UserMessage).ToList();

        Assert.All([shown, shownAgain], lines => Assert.Equal("An answer.", lines[^2].GetProperty("text").GetString()));
        Assert.All([shown, shownAgain], lines => Assert.Equal(JsonValueKind.Null, lines[^1].GetProperty("error").ValueKind));
        Assert.All(asked, question => Assert.Contains("The Pay button does nothing.", question, StringComparison.Ordinal));
        Assert.Contains("Shorter, please.", asked[1], StringComparison.Ordinal);
    }

    private async Task<JsonElement> ReadWithSdkAsync()
    {
        using var node = await StartSdkAsync("read.mjs");
        return Assert.Single(await ReadLinesAsync(node));
    }

    private async Task<Process> StartSdkAsync(string script) => Start(script, """{"issueId":"1","description":"Any."}""", await NodeTools.WebInstalledAsync());

    private async Task<Process> StartSdkAsync(string script, string body, AiSdk sdk, params string[] rest) =>
        Start(script, body, await sdk.InstalledAsync(), [sdk.Module, .. rest]);

    private Process Start(string script, string body, string folder, params string[] rest)
    {
        var url = new Uri(_product.Client.BaseAddress!, $"api/ai/refine{Query}");
        return Process.Start(new ProcessStartInfo("node", [$"tests/ui-message-stream/{script}", url.ToString(), body, .. rest])
        {
            RedirectStandardOutput = true, WorkingDirectory = folder,
        })!;
    }

    private static async Task<JsonElement> ReadLineAsync(Process node) =>
        JsonElement.Parse(await node.StandardOutput.ReadLineAsync().WaitAsync(Limits.Test) ?? throw new InvalidOperationException("The script ended early."));

    private static async Task<List<JsonElement>> ReadLinesAsync(Process node)
    {
        var printed = await node.StandardOutput.ReadToEndAsync().WaitAsync(Limits.Test);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
