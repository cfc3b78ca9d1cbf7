using FsCheck.Xunit;
using IssueAi.Streaming;
using IssueAi.Tests.Text;
using IssueAi.Text;

namespace IssueAi.Tests.Streaming;

public sealed class WordSplitterTests
{
    private static readonly char[] WhiteSpace = [' ', '\n', '\r', '\t'];

    [Property(MaxTest = 300)]
    public void Append_OfTextCutAnywhere_LosesNothing(byte[] choices, bool[] cuts, byte way)
    {
        var text = Escaping.TextFrom(choices);

        var words = Split(Escaping.Cut(Escaping.Escape(text, way % Escaping.Ways), cuts));

        Assert.Equal(text, string.Concat(words));
    }

    [Property(MaxTest = 300)]
    public void Append_OfTextCutAnywhere_GivesAtMostOneWordAtATime(byte[] choices, bool[] cuts)
    {
        var words = Split(Escaping.Cut(Escaping.Escape(Escaping.TextFrom(choices), way: 2), cuts));

        Assert.All(words, word => Assert.InRange(word.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries).Length, 0, 1));
    }

    [Theory]
    [InlineData("one two", "one |two")]
    [InlineData("one| two| three", "one |two |three")]
    [InlineData("o|n|e |two", "one |two")]
    [InlineData("one|\n\n|two", "one\n\n|two")]
    [InlineData("  one", "  |one")]
    [InlineData("one ", "one ")]
    [InlineData("課|題", "課題")]
    [InlineData("点击支付按钮后没有任何反应，请检查。然后", "点击支付按钮后没|有任何反应，|请检查。|然后")]
    [InlineData("สวัสดีครับผม", "สวัสดีครั|บผม")]
    [InlineData("https://example.com/a/very/long/address", "https://example.com/a/very/long/|address")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦|👩‍👩‍👧‍👦")]
    public void Append_OfPieces_GivesWordsWithTheSpaceBehindThem(string pieces, string words) =>
        Assert.Equal(words.Split('|'), Split(pieces.Split('|').Select(piece => Escaping.Escape(piece, way: 2))));

    [Fact]
    public void Append_OfAWordNobodyWaitsFor_LetsItGo()
    {
        var log = new ResponseLog("r");

        new WordSplitter(log).Append(Escaping.Escape(new string('x', 33), way: 2));

        Assert.Equal(1, log.Count);
    }

    [Property(MaxTest = 300)]
    public void Append_OfTextCutAnywhere_GivesPiecesOfFortyUnitsAtMost(byte[] choices, bool[] cuts, byte way)
    {
        var words = Split(Escaping.Cut(Escaping.Escape(string.Concat(Enumerable.Repeat(Escaping.TextFrom(choices), 9)), way % Escaping.Ways), cuts));

        Assert.All(words, word => Assert.InRange(word.Length, 1, 41));
    }

    [Fact]
    public void Flush_WithNothingHeldBack_AppendsNothing()
    {
        var log = new ResponseLog("r");

        new WordSplitter(log).Flush();

        Assert.Equal(0, log.Count);
    }

    private static List<string> Split(IEnumerable<byte[]> pieces)
    {
        var log = new ResponseLog("r");
        var splitter = new WordSplitter(log);
        var characters = new EscapedTextBuffer();
        foreach (var piece in pieces) splitter.Append(characters.Take(piece).Span);
        splitter.Flush();
        log.Publish();
        return Logs.Texts(log);
    }
}
