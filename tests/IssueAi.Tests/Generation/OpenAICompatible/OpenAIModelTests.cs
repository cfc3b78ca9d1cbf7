using System.Text.Json;
using IssueAi.Generation;
using IssueAi.Generation.OpenAICompatible;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Tests.Generation.OpenAICompatible;

public sealed class OpenAIModelTests : ProviderTests
{
    private protected override string Section => "OpenAI";

    private protected override string BasePath => "/v1";

    private protected override string Opening => Delta(new { role = "assistant", content = "" });

    private protected override string Ending =>
        Chunk(new { index = 0, delta = new { }, finish_reason = "stop" })
        + Event("""{"id":"c-1","object":"chat.completion.chunk","created":1736935200,"model":"model-1-2025","choices":[],"usage":{"prompt_tokens":40,"completion_tokens":60,"total_tokens":100}}""")
        + Event("[DONE]");

    [Fact]
    public async Task Request_Carries_Prompt_Key_Model_And_Limits()
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Ending);

        await AskAsync();

        Assert.Equal(["/v1/chat/completions"], Server.Paths);
        Assert.Equal($"Bearer {Key}", Server.Headers["Authorization"]);
        Assert.Equal(Model, Server.Body.GetProperty("model").GetString());
        Assert.True(Server.Body.GetProperty("stream").GetBoolean());
        Assert.True(Server.Body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.True(Server.Body.GetProperty("logprobs").GetBoolean());
        Assert.False(Server.Body.TryGetProperty("top_logprobs", out _));
        Assert.Equal(321, Server.Body.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(
            [("system", Prompts.Any.System), ("user", Prompts.Any.User)],
            Server.Body.GetProperty("messages").EnumerateArray().Select(message =>
                (message.GetProperty("role").GetString()!, message.GetProperty("content").GetString()!)));
    }

    [Fact]
    public async Task Server_Without_Keys_Is_Sent_None()
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("Hello"), Ending);

        var answer = await ModelAnswer.ReadAsync(CreateClient(key: null));

        Assert.Equal("Hello", answer.Text);
        Assert.DoesNotContain("Authorization", Server.Headers.Keys);
    }

    [Fact]
    public async Task Log_Probabilities_Come_With_Their_Tokens()
    {
        Server.Answer = context => ProviderServer.SendAsync(
            context,
            Opening,
            Piece("no "),
            Chunk(new
            {
                index = 0,
                delta = new { content = "\"é\"\n课\u0001" },
                logprobs = new { content = new[] { Token("\"é\"\n", -0.5), Token("课", -9999), Token("\u0001", -0.25) } },
                finish_reason = (string?)null,
            }),
            Ending);

        var answer = await AskAsync();

        // The escaped lengths that the server sent: "é" and the other characters are escapes of six bytes each.
        Assert.Equal([new(-0.5f, 20), new(TokenProbability.Lowest, 6), new(-0.25f, 6)], answer.Tokens);
    }

    [Fact]
    public async Task Model_Without_Log_Probabilities_Is_Asked_Again_Without_And_Remembered()
    {
        var asked = new List<bool>();
        Server.Answer = async context =>
        {
            var asks = Server.Body.TryGetProperty("logprobs", out _);
            asked.Add(asks);
            if (!asks)
            {
                await ProviderServer.SendAsync(context, Opening, Piece("Hello"), Ending);
                return;
            }

            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"error":{"message":"logprobs are not supported with reasoning models.","type":"invalid_request_error","param":null,"code":null}}""");
        };
        var client = CreateClient();

        var (first, second) = (await ModelAnswer.ReadAsync(client), await ModelAnswer.ReadAsync(client));

        Assert.Equal(("Hello", "Hello"), (first.Text, second.Text));
        Assert.Equal([true, false, false], asked);
    }

    [Fact]
    public async Task Refusal_Of_More_Than_Log_Probabilities_Is_Not_Remembered()
    {
        var asked = new List<bool>();
        Server.Answer = async context =>
        {
            asked.Add(Server.Body.TryGetProperty("logprobs", out _));
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"error":{"message":"Neither this nor logprobs.","param":"logprobs"}}""");
        };
        var client = CreateClient();

        var (first, _) = (await ModelAnswer.ReadAsync(client), await ModelAnswer.ReadAsync(client));

        Assert.Equal(ErrorCode.UpstreamRejected, Assert.IsType<ModelException>(first.Failure).Code);
        Assert.Equal([true, false, true, false], asked);
    }

    [Theory]
    [InlineData("length", FinishReasons.Length)]
    [InlineData("content_filter", FinishReasons.ContentFilter)]
    [InlineData("tool_calls", FinishReasons.ToolCalls)]
    public async Task Finish_Reason_Keeps_Its_Name(string sent, string expected)
    {
        Server.Answer = context => ProviderServer.SendAsync(
            context, Piece("half"), Chunk(new { index = 0, delta = new { }, finish_reason = sent }), Event("[DONE]"));

        var answer = await AskAsync();

        Assert.Equal([expected], answer.FinishReasons);
    }

    [Fact]
    public async Task Reasoning_Is_No_Answer()
    {
        Server.Answer = context => ProviderServer.SendAsync(
            context, Delta(new { reasoning_content = "Hmm." }), Piece("Hello"), Ending);

        var answer = await AskAsync();

        Assert.Equal("Hello", answer.Text);
    }

    [Fact]
    public async Task Refusal_Is_Content_Filtered()
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Delta(new { refusal = "I can't help." }), Ending);

        var answer = await AskAsync();

        Assert.Equal(ErrorCode.ContentFiltered, Assert.IsType<ModelException>(answer.Failure).Code);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","type":"server_error","code":null}}""", ErrorCode.UpstreamUnavailable)]
    [InlineData("""{"error":{"message":"no","code":"rate_limit_exceeded"}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"error":{"message":"no","code":429}}""", ErrorCode.UpstreamRateLimited)]
    [InlineData("""{"error":"no"}""", ErrorCode.UpstreamUnavailable)]
    public async Task Error_In_Place_Of_A_Chunk_Is_Sorted(string chunk, ErrorCode expected)
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("half"), Event(chunk), Event("[DONE]"));

        var answer = await AskAsync();

        Assert.Equal(expected, Assert.IsType<ModelException>(answer.Failure).Code);
        Assert.Equal("half", answer.Text);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{"id":"c-1","choices":"none"}""")]
    public async Task Chunk_Of_The_Wrong_Shape_Is_Unavailable(string chunk)
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("half"), Event(chunk), Event("[DONE]"));

        var answer = await AskAsync();

        Assert.Equal(ErrorCode.UpstreamUnavailable, Assert.IsType<ModelException>(answer.Failure).Code);
        Assert.Equal("half", answer.Text);
    }

    private protected override string Piece(string text) => Delta(new { content = text });

    private protected override string Event(string data) => $"data: {data}\n\n";

    private protected override string ErrorBody(string name) =>
        JsonSerializer.Serialize(new { error = new { message = $"No: {name}", type = "invalid_request_error", code = name } });

    private protected override void AddModel(IServiceCollection services, IConfiguration configuration) =>
        services.AddOpenAIModel(configuration);

    private static object Token(string token, double logprob) => new { token, logprob, bytes = Array.Empty<int>(), top_logprobs = Array.Empty<int>() };

    private string Delta(object delta) => Chunk(new { index = 0, delta, finish_reason = (string?)null });

    private string Chunk(object choice) => Event(JsonSerializer.Serialize(new
    {
        id = "c-1", @object = "chat.completion.chunk", created = 1736935200, model = "model-1-2025", choices = new[] { choice },
    }));
}
