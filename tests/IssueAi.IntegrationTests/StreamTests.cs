using System.Net;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class StreamTests
{
    [Theory]
    [InlineData("refine")]
    [InlineData("estimate")]
    [InlineData("breakdown")]
    public async Task Each_Action_Streams_Text_And_Then_Metadata(string action)
    {
        await using var product = await Product.StartAsync();

        using var response = await product.PostAsync("The Pay button does nothing.", action);
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.All(frames.SkipLast(1), frame => Assert.Equal("text", frame.TypeOf()));
        Assert.Equal("metadata", frames[^1].TypeOf());
        Assert.NotEmpty(frames.Text());
    }

    [Theory]
    [InlineData("plain words")]
    [InlineData("quotes \" and \\ backslashes / slashes")]
    [InlineData("line\nbreaks\r\nand\ttabs")]
    [InlineData("emoji 👩‍👩‍👧‍👦 🇻🇳, CJK 課題を明確にする, Việt Nam, e\u0301 combining")]
    [InlineData("<script>&amp;' + controls \u0001\u001f\u007f\u2028")]
    public async Task Text_Arrives_As_The_Model_Sent_It(string text)
    {
        await using var product = await Product.StartAsync();
        product.Model.Script = _ => new Scenario { Chunks = [.. text.EnumerateRunes().Select(rune => rune.ToString())] };

        using var response = await product.PostAsync("Anything.");
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.Equal(text, frames.Text());
    }
}
