using IssueAi.Http;

namespace IssueAi.Tests.Http;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a+b", "a+b")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252fb", "a%2fb")]
    [InlineData("%F0%9F%98%80%41", "😀A")]
    [InlineData("é", "é")]
    [InlineData("%00", "\0")]
    public void Decode_OfValidText_GivesIt(string encoded, string text) => Assert.Equal(text, PercentEncoding.Decode(encoded));

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("a%zz")]
    [InlineData("% 41")]
    [InlineData("%FF")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    [InlineData("%F0%9F%98")]
    [InlineData("%E2%82x%AC")]
    public void Decode_OfWhatIsNotUtf8_GivesNull(string encoded) => Assert.Null(PercentEncoding.Decode(encoded));
}
