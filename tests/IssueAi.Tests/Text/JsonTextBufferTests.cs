using System.Text;
using System.Text.Json;
using IssueAi.Text;

namespace IssueAi.Tests.Text;

public sealed class JsonTextBufferTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("né 結帳 👩‍💻 \u2028", "né 結帳 👩‍💻 \u2028")]
    [InlineData("\"\\/", "\\\"\\\\/")]
    [InlineData("\n\r\t\b\f", "\\n\\r\\t\\b\\f")]
    [InlineData("\0\u001b\u007f", "\\u0000\\u001b\u007f")]
    public void Append_Text_EscapesOnlyWhatJsonDemands(string text, string expected)
    {
        var buffer = new JsonTextBuffer();

        buffer.Append(text);

        Assert.Equal(expected, Read(buffer));
    }

    [Fact]
    public void Append_EveryCharacter_ReadsBackAsItWas()
    {
        var text = string.Concat(Enumerable.Range(0, 0xD800).Select(code => (char)code));
        var buffer = new JsonTextBuffer();

        buffer.Append(text);

        Assert.Equal(text, JsonSerializer.Deserialize<string>($"\"{Read(buffer)}\""));
    }

    [Fact]
    public void Append_SplitPair_WaitsForItsOtherHalf()
    {
        var buffer = new JsonTextBuffer();

        buffer.Append("a\ud83d");
        var first = Read(buffer);
        buffer.Clear();
        buffer.Append("");
        buffer.Append("\ude00b");

        Assert.Equal("a", first);
        Assert.Equal("😀b", Read(buffer));
    }

    [Fact]
    public void Append_OtherHalfMissing_ReplacesTheFirst()
    {
        var buffer = new JsonTextBuffer();

        buffer.Append("\ud83d");
        buffer.Append("b\ud83d");
        buffer.Append("\ud83d\ude00");

        Assert.Equal("\ufffdb\ufffd😀", Read(buffer));
    }

    // Not rows of a theory: attributes can't hold text that is no valid UTF-16.
    [Fact]
    public void Append_LoneHalvesInside_ReplacesThem()
    {
        var buffer = new JsonTextBuffer();

        buffer.Append("a\ud83db\ude00c");

        Assert.Equal("a\ufffdb\ufffdc", Read(buffer));
    }

    [Fact]
    public void Append_OneUnitAtATime_KeepsWholeCharacters()
    {
        const string Text = "👩‍💻 結 \"x\"\n";
        var buffer = new JsonTextBuffer();
        var json = new StringBuilder();

        foreach (var unit in Text)
        {
            buffer.Clear();
            buffer.Append([unit]);
            json.Append(Read(buffer));
        }

        Assert.Equal(Text, JsonSerializer.Deserialize<string>($"\"{json}\""));
    }

    [Fact]
    public void Complete_HalfAPairWaits_ReplacesItOnce()
    {
        var buffer = new JsonTextBuffer();
        buffer.Append("a\ud83d");

        buffer.Complete();
        buffer.Complete();

        Assert.Equal("a\ufffd", Read(buffer));
    }

    // Throws where the bytes aren't UTF-8, which the lenient default would hide.
    private static string Read(JsonTextBuffer buffer) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer.Bytes.Span);
}
