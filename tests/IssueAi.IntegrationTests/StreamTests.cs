using System.Net;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class StreamTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("refine")]
    [InlineData("estimate")]
    [InlineData("breakdown")]
    public async Task Each_Action_Streams_Text_And_Ends_With_Metadata(string action)
    {
        _product.Model.Script = null;

        using var response = await _product.PostAsync("The Pay button does nothing.", action);
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text", frames[0].TypeOf());
        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.NotEmpty(frames.Text());
    }

    [Theory]
    [InlineData("plain words")]
    [InlineData("quotes \" and \\ backslashes / slashes")]
    [InlineData("line\nbreaks\r\nand\ttabs")]
    [InlineData("emoji 👩‍👩‍👧‍👦 🇻🇳, CJK 課題を明確にする, Việt Nam, e\u0301 combining")]
    [InlineData("<script>&amp;' + controls \u0001\u001f\u007f\u2028")]
    [InlineData("data: {\"type\":\"error\"}\n\nid: 1\n: comment")]
    public async Task Text_Arrives_As_The_Model_Sent_It(string text)
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = [.. text.EnumerateRunes().Select(rune => rune.ToString())] });

        Assert.Equal(text, FrameReader.Frames(body).Text());
    }

    [Fact]
    public async Task A_Long_Answer_Arrives_Whole()
    {
        var chunks = Enumerable.Range(0, 2000).Select(number => $"word{number} 📚 ").ToArray();

        var body = await _product.StreamAsync(new Scenario { Chunks = chunks });

        Assert.Equal(string.Concat(chunks), FrameReader.Frames(body).Text());
    }

    [Fact]
    public async Task An_Answer_Cut_By_The_Token_Limit_Says_So()
    {
        var body = await _product.StreamAsync(new Scenario { Chunks = ["half", " an"], FinishReason = "length" });

        var metadata = FrameReader.Frames(body)[^1].GetProperty("value");
        Assert.Equal("length", metadata.GetProperty("finishReason").GetString());
    }

    [Fact]
    public async Task A_Hundred_Streams_At_Once_Each_Get_Their_Own_Answer()
    {
        const int Callers = 100;
        _product.Model.ResetCalls();
        var allHere = _product.Model.WaitForCallAsync(Callers);
        _product.Model.Script = call => new Scenario { Chunks = AnswerFor(CallerIn(call.UserMessage)), Gate = allHere.WaitAsync };

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(AskAsync));

        Assert.All(answers, (frames, caller) =>
        {
            Assert.Equal(string.Concat(AnswerFor(caller)), frames.Text());
            Assert.Equal("metadata", frames[^1].TypeOf());
        });
    }

    private async Task<IReadOnlyList<System.Text.Json.JsonElement>> AskAsync(int caller)
    {
        using var response = await _product.PostAsync($"I am caller [{caller}].");
        return await FrameReader.ReadAllAsync(response);
    }

    private static int CallerIn(string message) =>
        int.Parse(message[(message.IndexOf('[', StringComparison.Ordinal) + 1)..message.IndexOf(']', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    private static string[] AnswerFor(int caller) => [.. Enumerable.Range(0, 50).Select(word => $"c{caller}w{word} ")];
}
