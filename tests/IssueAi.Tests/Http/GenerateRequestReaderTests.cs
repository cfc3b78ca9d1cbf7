using System.Text;
using System.Text.Json;
using IssueAi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IssueAi.Tests.Http;

public sealed class GenerateRequestReaderTests
{
    private const string FirstTurn = """{"id":"1","role":"user","parts":[{"type":"text","text":"The Pay button"},{"type":"file","url":"data:,"},{"type":"text","text":"does nothing."}]}""";
    private const string Answer = """{"id":"2","role":"assistant","parts":[{"type":"text","text":"An answer."},{"type":"data-metadata","data":{"tokens":1}}]}""";
    private const string SecondTurn = """{"id":"3","role":"user","parts":[{"type":"text","text":"Shorter."}]}""";

    [Fact]
    public async Task ReadAsync_OfAChatsFirstMessage_OffersItAsTheDescription()
    {
        var request = await ReadAsync($$"""{"id":"acme/shop#42","messages":[{{FirstTurn}}],"trigger":"submit-message"}""");

        Assert.Equal(("acme/shop#42", "The Pay button\ndoes nothing.", false, null), (request.IssueId, request.Message, request.Regenerate, request.Instructions));
        Assert.Null(request.Sent.Description);
    }

    [Fact]
    public async Task ReadAsync_OfAChatsLaterMessage_IsANewVersionSteeredByIt()
    {
        var request = await ReadAsync($$"""{"id":"1","messages":[{{FirstTurn}},{{Answer}},{{SecondTurn}}],"trigger":"submit-message","instructions":"formal"}""");

        Assert.Equal(("The Pay button\ndoes nothing.", true, "Shorter."), (request.Message, request.Regenerate, request.Instructions));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(", \"instructions\":\"formal\"", "formal")]
    public async Task ReadAsync_OfARegeneratedFirstAnswer_IsANewVersion(string rest, string? instructions)
    {
        var request = await ReadAsync($$"""{"id":"1","messages":[{{FirstTurn}}],"trigger":"regenerate-message","messageId":"2"{{rest}}}""");

        Assert.Equal((true, instructions), (request.Regenerate, request.Instructions));
    }

    [Fact]
    public async Task ReadAsync_OfARegeneratedLaterAnswer_IsSteeredAsItWas()
    {
        var request = await ReadAsync($$"""{"id":"1","messages":[{{FirstTurn}},{{Answer}},{{SecondTurn}}],"trigger":"regenerate-message"}""");

        Assert.Equal((true, "Shorter."), (request.Regenerate, request.Instructions));
    }

    [Fact]
    public async Task ReadAsync_OfACompletionsPrompt_OffersItAsTheDescription()
    {
        var request = await ReadAsync("""{"prompt":"The Pay button does nothing.","issueId":"1"}""");

        Assert.Equal(("1", "The Pay button does nothing.", false), (request.IssueId, request.Message, request.Regenerate));
    }

    [Fact]
    public async Task ReadAsync_WithAnIssueId_DoesNotTakeTheChatsId() =>
        Assert.Equal("mine", (await ReadAsync($$"""{"id":"chat","issueId":"mine","messages":[{{FirstTurn}}]}""")).IssueId);

    [Theory]
    [InlineData("""{"issueId":"1","description":"d","prompt":"Refine this."}""")]
    [InlineData("""{"issueId":"1","description":"d","messages":[{"role":"user","parts":[{"type":"text","text":"Refine this."}]}]}""")]
    public async Task ReadAsync_WithADescription_NeedsNoMessage(string json) => Assert.Null((await ReadAsync(json)).Message);

    [Theory]
    [InlineData("""{"issueId":"1","messages":"words"}""")]
    [InlineData("""{"issueId":"1","messages":{"role":"user"},"trigger":7,"prompt":["x"]}""")]
    [InlineData("""{"issueId":"1","messages":[1,null,"x",[],{},{"role":"user"},{"role":7,"parts":[]},{"role":"user","parts":"x"},{"role":"user","parts":[1,{"type":"text"},{"type":"text","text":7}]}],"trigger":"regenerate-something"}""")]
    public async Task ReadAsync_OfWhatIsNoMessage_TakesNothingFromIt(string json)
    {
        var request = await ReadAsync(json);

        Assert.Equal((null, null), (request.Message, request.Instructions));
    }

    [Theory]
    [InlineData("""{"id":"1"}""", "issueId")]
    [InlineData("""{"id":"1","prompt":"p"}""", "issueId")]
    [InlineData("""{"trigger":"submit-message","messages":[]}""", "issueId")]
    [InlineData("""{"id":"","messages":[]}""", "id")]
    [InlineData("""{"id":7,"messages":[]}""", "id")]
    [InlineData("""{"id":"1","messages":[{"role":"user","parts":[{"type":"text","text":"\ud800"}]}]}""", "messages")]
    [InlineData("""{"id":"1","messages":[{"role":"user","parts":[{"type":"text","text":"\u0000"}]}]}""", "messages")]
    [InlineData("""{"issueId":"1","prompt":"\u0000"}""", "prompt")]
    [InlineData("""{"issueId":"1","prompt":"\udc00"}""", "prompt")]
    public async Task ReadAsync_OfAWrongMessage_NamesWhereItStands(string json, string property) => Assert.Equal([property], await ErrorsAsync(json));

    [Fact]
    public async Task ReadAsync_OfALongMessage_HasTheLimitOfWhatItStandsFor()
    {
        var description = JsonSerializer.Serialize(new string('d', 32_000));
        var wish = JsonSerializer.Serialize(new string('w', 2_001));

        Assert.Empty(await ErrorsAsync($$"""{"issueId":"1","prompt":{{description}}}"""));
        Assert.Equal(["prompt"], await ErrorsAsync($$"""{"issueId":"1","prompt":{{description.Insert(1, "x")}}}"""));
        Assert.Equal(["messages"], await ErrorsAsync($$"""{"id":"1","messages":[{{FirstTurn}},{"role":"user","parts":[{"type":"text","text":{{wish}}}]}]}"""));
    }

    private static async Task<GenerateRequest> ReadAsync(string json)
    {
        var read = await ReadBodyAsync(json);
        Assert.True(read.Succeeded(out var request, out _));
        return request;
    }

    private static async Task<IEnumerable<string>> ErrorsAsync(string json)
    {
        var read = await ReadBodyAsync(json);
        return read.Succeeded(out _, out var problem) ? [] : ((IDictionary<string, string[]>)Assert.IsType<ProblemHttpResult>(problem).ProblemDetails.Extensions["errors"]!).Keys;
    }

    private static Task<RequestResult<GenerateRequest>> ReadBodyAsync(string json)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return new JsonBody(TimeProvider.System).ReadAsync(context.Request, GenerateRequestReader.Read, CancellationToken.None);
    }
}
