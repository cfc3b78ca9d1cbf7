using System.Text.Json;
using IssueAi.Answers;

namespace IssueAi.Tests.Answers;

public sealed class LooseJsonTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("5", 5.0)]
    [InlineData(" 2.5 days ", 2.5)]
    [InlineData("8pts", 8.0)]
    [InlineData("5!", null)]
    [InlineData("5 to 8", null)]
    [InlineData("5 story points", null)]
    public void AsNumber_OfText_ReadsOneWithAUnit(string text, double? expected) => Assert.Equal(expected, Number(text));

    [Theory]
    [InlineData("5", "!")]
    [InlineData("5", "x!")]
    [InlineData("", "!")]
    [InlineData("5 x", "!")]
    public async Task AsNumber_OfVeryManySpaces_IsReadAtOnce(string before, string after)
    {
        var text = before + new string(' ', 300_000) + after;

        Assert.Null(await Task.Run(() => Number(text)).WaitAsync(Limit));
    }

    private static double? Number(string text) => JsonSerializer.SerializeToElement(text).AsNumber();
}
