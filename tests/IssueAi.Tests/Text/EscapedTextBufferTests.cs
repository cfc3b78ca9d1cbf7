using System.Text;
using FsCheck.Xunit;
using IssueAi.Text;

namespace IssueAi.Tests.Text;

public sealed class EscapedTextBufferTests
{
    [Property(MaxTest = 500)]
    public void Take_OfTextCutAnywhere_GivesTheTextBack(byte[] choices, bool[] cuts, byte way)
    {
        var text = Escaping.TextFrom(choices);

        var pieces = TakeAll(Escaping.Cut(Escaping.Escape(text, way % Escaping.Ways), cuts));

        Assert.Equal(text, Escaping.Unescape(pieces.SelectMany(piece => piece).ToArray()));
    }

    [Property]
    public void Take_OfTextCutAnywhere_GivesWholeCharactersEachTime(byte[] choices, bool[] cuts, byte way)
    {
        var escaped = Escaping.Escape(Escaping.TextFrom(choices), way % Escaping.Ways);

        var pieces = TakeAll(Escaping.Cut(escaped, cuts));

        // Unescape throws for half a surrogate pair.
        Assert.All(pieces, piece => Escaping.Unescape(piece));
    }

    [Theory]
    [InlineData(@"\ud83d", @"\ufffd")]
    [InlineData(@"\udcda", @"\ufffd")]
    [InlineData(@"\udcda|\ud83d", @"\ufffd|\ufffd")]
    [InlineData(@"a\ud83db", @"a\ufffdb")]
    [InlineData(@"\ud83d|b", @"|\ufffdb")]
    [InlineData(@"\ud83d|\ud83d\udcda", @"|\ufffd\ud83d\udcda")]
    [InlineData(@"\ud83d|\n", @"|\ufffd\n")]
    [InlineData(@"\uD83D|\uDCDA", @"|\uD83D\uDCDA")]
    [InlineData(@"\uDBFF|\uDFFF", @"|\uDBFF\uDFFF")]
    [InlineData(@"\\ud83d", @"\\ud83d")]
    public void Take_OfSurrogates_PairsOrReplacesThem(string pieces, string expected)
    {
        var taken = TakeAll(pieces.Split('|').Select(Encoding.UTF8.GetBytes)).Select(Encoding.UTF8.GetString).ToList();

        Assert.Equal(expected, string.Join('|', taken.SkipLast(1)) + taken[^1]);
    }

    [Fact]
    public void Take_OfNothing_GivesNothing() => Assert.True(new EscapedTextBuffer().Take([]).IsEmpty);

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Take_OfWhatIsNoUtf8_Throws(byte[] bytes) => Assert.Throws<FormatException>(() => new EscapedTextBuffer().Take(bytes));

    [Fact]
    public void TakeCarry_WhenTakenTwice_GivesItOnce()
    {
        var buffer = new EscapedTextBuffer();
        buffer.Take(@"\ud83d"u8);

        Assert.Equal(@"\ufffd"u8, buffer.TakeCarry().Span);
        Assert.True(buffer.TakeCarry().IsEmpty);
    }

    // The last piece is the carry at the end of the stream.
    private static List<byte[]> TakeAll(IEnumerable<byte[]> pieces)
    {
        var buffer = new EscapedTextBuffer();
        var taken = pieces.Select(piece => buffer.Take(piece).ToArray()).ToList();
        taken.Add(buffer.TakeCarry().ToArray());
        return taken;
    }
}
