using System.Text;
using FsCheck.Xunit;
using IssueAi.Text;

namespace IssueAi.Tests.Text;

public sealed class EscapedTextTests
{
    [Property]
    public void Utf16Length_OfAnyText_IsItsLength(byte[] choices, byte way)
    {
        var text = Escaping.TextFrom(choices);

        Assert.Equal(text.Length, EscapedText.Utf16Length(Escaping.Escape(text, way % Escaping.Ways)));
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("é", 2)]
    [InlineData("課", 3)]
    [InlineData("📚", 4)]
    [InlineData("\\n", 2)]
    [InlineData("\\\\", 2)]
    [InlineData("\\\"", 2)]
    [InlineData("\\u00e9", 6)]
    public void LengthAt_OfACharacter_IsItsBytes(string escaped, int length) =>
        Assert.Equal(length, EscapedText.LengthAt(Encoding.UTF8.GetBytes(escaped + "x"), 0));

    [Theory]
    [InlineData(" ", true)]
    [InlineData("\\n", true)]
    [InlineData("\\r", true)]
    [InlineData("\\t", true)]
    [InlineData("n", false)]
    [InlineData("\\\\n", false)]
    [InlineData("\\\"", false)]
    [InlineData("課", false)]
    public void IsWhiteSpaceAt_OfACharacter_SeesEscapes(string escaped, bool expected) =>
        Assert.Equal(expected, EscapedText.IsWhiteSpaceAt(Encoding.UTF8.GetBytes(escaped), 0));
}
