using System.Text;
using IssueAi.Actions.Estimate;
using IssueAi.Answers;
using IssueAi.Tests.Text;

namespace IssueAi.Tests.Answers;

public sealed class AnswerSplitterTests
{
    private const string Block = "```json\n" + Splitting.Estimate + "\n```";

    [Fact]
    public void Append_OfProse_ShowsThePiecesAsTheyCome()
    {
        string[] pieces = ["## Estimate", "\n\n", "one\n", "", "`inline` and ``two``", "\n```js\nlet a;\n", "```", "\n", "`x", " 📚 \"q\" \\"];

        Assert.Equal(pieces.Where(piece => piece.Length > 0), Splitting.Of(pieces).Pieces);
    }

    [Theory]
    [InlineData("The answer.\n\n" + Block)]
    [InlineData("The answer.\n\n" + Block + "\n")]
    [InlineData("The answer.\r\n\r\n```json\r\n{\"points\":5,\r\n\"range\":[3,8]}\r\n```\r\n  ")]
    [InlineData("The answer.\n```json\n{\"points\":5}```")]
    [InlineData("The answer.\n```json\n{\"points\":5}")]
    [InlineData("The answer.\n```json  \n\n{\"points\":5}\n\n")]
    [InlineData("The answer.\n```JSON\n{\"points\":5}\n````")]
    [InlineData("The answer.\n```json {\"points\":5}\n```")]
    [InlineData("The answer.\n```json\n{\"assumptions\":[\"a } or ``` in a text\\n```\\n\\\"\"], // a comment's \"\n\"points\":\"5\",}\n```")]
    public void Append_OfProseAndABlock_PartsThem(string answer)
    {
        var whole = Splitting.Of(answer);
        var single = Splitting.Of([.. answer.Select(character => character.ToString())]);

        Assert.Equal(answer[..answer.IndexOf("```", StringComparison.Ordinal)], whole.Prose);
        Assert.Equal(whole.Prose, single.Prose);
        Assert.Equal(5, Points(whole));
        Assert.Equal(5, Points(single));
    }

    [Theory]
    [InlineData("```json\nno object\n```")]
    [InlineData("```json\n{\"points\":\"many\"}\n```")]
    [InlineData("```json\n{\"points\":5")]
    [InlineData("```json\n{\"points\":5,\"assumptions\":[\"a\"")]
    [InlineData("```json\n[]\n```")]
    [InlineData("```json\n```")]
    [InlineData("```json\n")]
    [InlineData("```json")]
    [InlineData("```json\n{\"title\":\"a name of ours, if none of an estimate\",\"range\":\"?\"}\n```")]
    [InlineData("```json\n{\"story\":{\"points\":\"?\"}}")]
    [InlineData("```json\n{\"cut\":\"sho")]
    public void Complete_BehindABlockOfNoUse_KeepsTheProse(string block)
    {
        var split = Splitting.Of("The answer.", "\n\n" + block);

        Assert.Equal("The answer.\n\n", split.Prose);
        Assert.Null(split.Block);
    }

    [Theory]
    [InlineData("Run:\n```js\nlet a;\n```")]
    [InlineData("Run:\n\n```sh\nls\n```\n")]
    [InlineData("As in:\n```json\n{\"port\":80,\"hosts\":[{\"name\":\"a\"}]}\n```")]
    [InlineData("As in:\n```json\n[{\"port\":80}, 2]\n```\n\n")]
    [InlineData("Ends in a fence\n```")]
    [InlineData("Ends in a name\n```js")]
    [InlineData("Ends within one\n```jso")]
    [InlineData("Ends in ` and `` and ```")]
    [InlineData("Ends in space \t\r\n\n ")]
    [InlineData("\n\n  begins so")]
    [InlineData("📚 課題\n~~~json\n{\"points\":5}\n~~~")]
    [InlineData("\n")]
    [InlineData("`")]
    public void Complete_OfAnAnswerWithoutABlock_HasShownEachByte(string answer)
    {
        var single = Splitting.Of([.. answer.EnumerateRunes().Select(rune => rune.ToString())]);

        Assert.Equal((answer, answer), (Splitting.Of(answer).Prose, single.Prose));
        Assert.Null(single.Block);
    }

    [Theory]
    [InlineData("{\"estimate\":{\"points\":5,\"range\":[3,8]}}")]
    [InlineData("{\"note\":\"an estimate\",\"points\":5}")]
    public void Complete_BehindABlockWithNamesOfTheModelsOwn_ReadsIt(string json)
    {
        var split = Splitting.Of("The answer.\n```json\n" + json + "\n```");

        Assert.Equal(("The answer.\n", 5), (split.Prose, Points(split)));
    }

    [Fact]
    public void Complete_OfNothingButABlock_ShowsNothing()
    {
        Assert.Empty(Splitting.Of(Block).Pieces);
        Assert.Equal(5, Points(Splitting.Of(Block)));
    }

    [Theory]
    [InlineData("As in:\n```json\n{\"code\":1}\n```\nand so on.")]
    [InlineData("As in:\n```json\n{\"code\":1}\n```\n\nand so on.\n```json\nnull\n```\nand on.")]
    [InlineData("As in:\n```json schema\n{}\n```\n")]
    [InlineData("As in:\n```jsonc\n{\"points\":1}\n```\n")]
    [InlineData("As in:\n````json\n{\"points\":1}\n````\n")]
    [InlineData("As in:\n ```json\n{\"points\":1}\n```\n")]
    [InlineData("As in: ```json\n{\"points\":1}\n```\n")]
    [InlineData("As in:\n```json\n{\"code\":1}\nis no end of it.\n")]
    public void Append_OfAnotherBlockInTheProse_LosesNothing(string prose)
    {
        var split = Splitting.Of([.. prose.Select(character => character.ToString()), "\n" + Block]);

        Assert.Equal(prose + "\n", split.Prose);
        Assert.Equal(5, Points(split));
    }

    [Theory]
    [InlineData("{\"code\":1,\"x\":2}")]
    [InlineData("[{\n\"code\": 1}]")]
    public void Append_OfCodeFromTheIssue_HoldsItNoLongerThanItsFirstName(string code)
    {
        var shown = new List<string>();
        var splitter = Splitting.Create(shown, given: "It says {\"code\":1}.");

        splitter.Append(Escaping.Escape("As in:\n```json\n" + code[..(code.IndexOf("code", StringComparison.Ordinal) + 5)], way: 2));

        Assert.EndsWith("\"code\"", string.Concat(shown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n```json\n{\"points\":8}\n```\nas it says.")]
    [InlineData("\n```json\n{\"points\":\"?\"}\n```")]
    public void Append_OfCodeFromTheIssueThatLooksLikeABlock_LosesNothing(string code)
    {
        var split = Splitting.Given("Our API gives {\"points\":8}.", "See", code);

        Assert.Equal("See" + code, split.Prose);
        Assert.Null(split.Block);
    }

    [Fact]
    public void Append_OfWordsBehindTheBlock_ShowsThemAndKeepsTheBlock()
    {
        var split = Splitting.Of("The answer.", "\n" + Block + "\n\nCall ", "me.");

        Assert.Equal("The answer.\n\n\nCall me.", split.Prose);
        Assert.Equal(5, Points(split));
    }

    [Fact]
    public void Append_OfSeveralBlocks_TakesTheLast()
    {
        var split = Splitting.Of("One.", "\n```json\n{\"points\":3}\n```\n", Block, "\n```json\n{broken\n```");

        Assert.Equal("One.\n\n\n", split.Prose);
        Assert.Equal(5, Points(split));
    }

    [Theory]
    [InlineData("```json\n{\"points\":3}\n" + Block, "")]
    [InlineData("```json\n{broken\n" + Block, "```json\n{broken\n")]
    [InlineData("```json\n{\"code\":1}\n```js\nlet a;\n```\n" + Block, "```json\n{\"code\":1}\n```js\nlet a;\n```\n")]
    public void Append_OfABlockWithoutAnEnd_FindsTheNext(string answer, string prose)
    {
        var split = Splitting.Of([.. ("One.\n" + answer).Select(character => character.ToString())]);

        Assert.Equal("One.\n" + prose, split.Prose);
        Assert.Equal(5, Points(split));
    }

    [Fact]
    public void ShownWithin_CountsWithoutWhatIsHidden()
    {
        var splitter = Splitting.Create([]);
        splitter.Append(Escaping.Escape("Tốt 📚.\n" + Block + "\nMore.", way: 1));

        var shown = "Tốt 📚.\n".Length;
        var hidden = Block.Length;

        Assert.Equal([0, shown, shown, shown, shown + 1, shown + 6], new[] { 0, shown, shown + 1, shown + hidden, shown + hidden + 1, shown + hidden + 6 }.Select(splitter.ShownWithin));
    }

    [Fact]
    public void Discard_OfWhatIsHeld_ShowsNoneOfIt()
    {
        var shown = new List<string>();
        var splitter = Splitting.Create(shown);
        splitter.Append(Escaping.Escape("One.\n``", way: 2));

        splitter.Discard();

        Assert.Null(splitter.Complete());
        Assert.Equal(["One.\n"], shown);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Meaning_IsWhereTheValuesStand(int way)
    {
        var answer = Escaping.Escape("Tốt 📚: 5 điểm.\n\n```json\n{ \"points\" : 5, \"range\": [3, 8], \"hours\": 2, \"assumptions\": [\"là\"] }\n```", way);
        var splitter = Splitting.Create([]);
        foreach (var piece in Escaping.Cut(answer, [true, false, false])) splitter.Append(piece);

        var meaning = splitter.Complete()!.Meaning;

        Assert.Equal(["5", "3", "8"], meaning.Select(range => Escaping.Unescape(answer[range])));
    }

    [Theory]
    [InlineData("refine", """{"title":"Tốt \"q\"","description":"a\nb","acceptanceCriteria":["c",""]}""", new[] { "Tốt \\\"q\\\"", "a\\nb", "c" })]
    [InlineData("breakdown", """{"subtasks":[{"title":"A","acceptanceCriteria":["x"],"points":"2 points","dependsOn":[]},{"title":"B","points":3}]}""", new[] { "A", "2 points", "B", "3" })]
    public void Meaning_OfEachAction_LeavesOutTheRest(string action, string json, string[] expected)
    {
        var answer = Escaping.Escape("Prose.\n```json\n" + json + "\n```", way: 2);
        var splitter = Splitting.Create([], action: action);
        splitter.Append(answer);

        Assert.Equal(expected, splitter.Complete()!.Meaning.Select(range => Escaping.Unescape(answer[range])));
    }

    [Fact]
    public void Append_OfPlainProse_AllocatesNothing()
    {
        var length = 0;
        var splitter = new AnswerSplitter(EstimateAction.Create().Results!, "", piece => length += piece.Length);
        var piece = Encoding.UTF8.GetBytes(" việc\\n");
        splitter.Append(piece);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1000; count++) splitter.Append(piece);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1001 * piece.Length, length);
    }

    private static double? Points(Splitting split) => split.Block?.Result.GetProperty("points").GetDouble();
}
