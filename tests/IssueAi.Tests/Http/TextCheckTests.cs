using IssueAi.Http;

namespace IssueAi.Tests.Http;

public sealed class TextCheckTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("acme/shop#42")]
    [InlineData("../../etc")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("\u200bzero width")]
    [InlineData("\u00a0no break")]
    public void Check_OfAPrintableIssueId_FindsNothing(string id) => Assert.Null(IssueIds.Check(id));

    [Theory]
    [InlineData("", "is required")]
    [InlineData(" \t", "is required")]
    [InlineData(".", "may not be '.' or '..'")]
    [InlineData("..", "may not be '.' or '..'")]
    [InlineData("a\u001b[0m", "may not contain control characters or line breaks")]
    [InlineData("a\u2029", "may not contain control characters or line breaks")]
    public void Check_OfAnotherIssueId_SaysWhatIsWrong(string id, string error) => Assert.Equal(error, IssueIds.Check(id));

    [Theory]
    [InlineData("a")]
    [InlineData("📚")]
    public void Check_OfText_CountsCodePoints(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, 5));

        Assert.Null(TextLimits.Check(text, 5));
        Assert.Equal("may have at most 4 characters", TextLimits.Check(text, 4));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hant-TW")]
    [InlineData("de-CH-1996")]
    [InlineData("x-whatever")]
    public void Check_OfALanguageTag_FindsNothing(string tag) => Assert.Null(LanguageTags.Check(tag));

    [Theory]
    [InlineData("")]
    [InlineData("en ")]
    [InlineData("en\n")]
    [InlineData("en--US")]
    [InlineData("tiếng")]
    [InlineData("1en")]
    public void Check_OfAnotherLanguageTag_GivesAnExample(string tag) => Assert.Contains("'vi'", LanguageTags.Check(tag), StringComparison.Ordinal);
}
