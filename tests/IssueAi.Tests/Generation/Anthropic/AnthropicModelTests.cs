using System.Text.Json;
using IssueAi.Generation;
using IssueAi.Generation.Anthropic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Tests.Generation.Anthropic;

public sealed class AnthropicModelTests : ProviderTests
{
    private protected override string Section => "Anthropic";

    private protected override string BasePath => "/";

    private protected override string Opening =>
        Event("""{"type":"message_start","message":{"id":"m-1","type":"message","role":"assistant","content":[],"model":"model-1-2025","stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":40,"output_tokens":1}}}""")
        + Event("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
        + Event("""{"type":"ping"}""");

    private protected override string Ending => End("end_turn");

    [Fact]
    public async Task Request_Carries_Prompt_Key_Model_And_Limits()
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Ending);

        await AskAsync();

        Assert.Equal(["/v1/messages"], Server.Paths);
        Assert.Equal(Key, Server.Headers["x-api-key"]);
        Assert.DoesNotContain("Authorization", Server.Headers.Keys);
        Assert.NotEmpty(Server.Headers["anthropic-version"]);
        Assert.Equal(Model, Server.Body.GetProperty("model").GetString());
        Assert.True(Server.Body.GetProperty("stream").GetBoolean());
        Assert.Equal(321, Server.Body.GetProperty("max_tokens").GetInt32());
        Assert.Equal([Prompts.Any.System], Texts(Server.Body.GetProperty("system")));
        var message = Assert.Single(Server.Body.GetProperty("messages").EnumerateArray());
        Assert.Equal("user", message.GetProperty("role").GetString());
        Assert.Equal([Prompts.Any.User], Texts(message.GetProperty("content")));
    }

    [Fact]
    public async Task Credentials_In_The_Environment_Are_Not_Ours()
    {
        string[] variables = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"];
        Array.ForEach(variables, name => Environment.SetEnvironmentVariable(name, "somebody-elses"));
        try
        {
            Server.Answer = context => ProviderServer.SendAsync(context, Opening, Ending);

            await AskAsync();

            Assert.DoesNotContain(Server.Headers.Values, value => value.Contains("somebody-elses", StringComparison.Ordinal));
            Assert.Equal(Key, Server.Headers["x-api-key"]);
        }
        finally
        {
            Array.ForEach(variables, name => Environment.SetEnvironmentVariable(name, null));
        }
    }

    [Theory]
    [InlineData("stop_sequence", FinishReasons.Stop)]
    [InlineData("max_tokens", FinishReasons.Length)]
    [InlineData("refusal", FinishReasons.ContentFilter)]
    [InlineData("tool_use", FinishReasons.ToolCalls)]
    [InlineData("pause_turn", "pause_turn")]
    public async Task Finish_Reason_Goes_By_One_Name(string sent, string expected)
    {
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("half"), End(sent));

        var answer = await AskAsync();

        Assert.Equal([expected], answer.FinishReasons);
    }

    [Fact]
    public async Task Thinking_Is_No_Answer()
    {
        Server.Answer = context => ProviderServer.SendAsync(
            context,
            Opening,
            Event("""{"type":"content_block_start","index":1,"content_block":{"type":"thinking","thinking":"","signature":""}}"""),
            Event("""{"type":"content_block_delta","index":1,"delta":{"type":"thinking_delta","thinking":"Hmm."}}"""),
            Event("""{"type":"content_block_delta","index":1,"delta":{"type":"signature_delta","signature":"c2ln"}}"""),
            Event("""{"type":"content_block_stop","index":1}"""),
            Piece("Hello"),
            Ending);

        var answer = await AskAsync();

        Assert.Equal("Hello", answer.Text);
    }

    [Theory]
    [InlineData("overloaded_error", ErrorCode.UpstreamUnavailable)]
    [InlineData("api_error", ErrorCode.UpstreamUnavailable)]
    [InlineData("error_of_tomorrow", ErrorCode.UpstreamUnavailable)]
    [InlineData("rate_limit_error", ErrorCode.UpstreamRateLimited)]
    [InlineData("timeout_error", ErrorCode.UpstreamTimeout)]
    [InlineData("invalid_request_error", ErrorCode.UpstreamRejected)]
    [InlineData("authentication_error", ErrorCode.UpstreamRejected)]
    public async Task Error_Event_Is_Sorted(string type, ErrorCode expected)
    {
        var error = $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{Key}}}"}}""";
        Server.Answer = context => ProviderServer.SendAsync(context, Opening, Piece("half"), Event(error));

        var answer = await AskAsync();

        var failure = Assert.IsType<ModelException>(answer.Failure);
        Assert.Equal(expected, failure.Code);
        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("half", answer.Text);
    }

    [Fact]
    public async Task Event_Of_An_Unknown_Type_Is_Passed_Over()
    {
        Server.Answer = context => ProviderServer.SendAsync(
            context, Opening, Event("""{"type":"event_of_tomorrow","value":1}"""), Piece("Hello"), Ending);

        var answer = await AskAsync();

        Assert.Null(answer.Failure);
        Assert.Equal("Hello", answer.Text);
    }

    private protected override string Piece(string text) => Event(JsonSerializer.Serialize(
        new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text } }));

    private protected override string Event(string data) => $"event: {TypeOf(data)}\ndata: {data}\n\n";

    private protected override string ErrorBody(string name) =>
        JsonSerializer.Serialize(new { type = "error", error = new { type = name, message = $"No: {name}" }, request_id = "r-1" });

    private protected override void AddModel(IServiceCollection services, IConfiguration configuration) =>
        services.AddAnthropicModel(configuration);

    private static IEnumerable<string> Texts(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? [content.GetString()!]
        : content.EnumerateArray().Select(block => block.GetProperty("text").GetString()!);

    private string End(string stopReason) =>
        Event("""{"type":"content_block_stop","index":0}""")
        + Event($$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stopReason}}}","stop_sequence":null},"usage":{"output_tokens":60}}""")
        + Event("""{"type":"message_stop"}""");

    private static string TypeOf(string data)
    {
        const string Before = "{\"type\":\"";
        return data.StartsWith(Before, StringComparison.Ordinal) ? data[Before.Length..data.IndexOf('"', Before.Length)] : "garbage";
    }
}
