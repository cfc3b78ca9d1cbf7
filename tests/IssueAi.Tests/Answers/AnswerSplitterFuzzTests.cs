using System.Text;
using IssueAi.Actions.Estimate;
using IssueAi.Answers;
using IssueAi.Tests.Text;
using IssueAi.Text;

namespace IssueAi.Tests.Answers;

/// <summary>Random answers with random cuts: the splitter shows the prose without delay, and the cuts don't change the result.</summary>
public sealed class AnswerSplitterFuzzTests
{
    private const int Answers = 600;

    // The longest delay of prose: a fence's marker.
    private const int MaxDelay = 7;

    private static readonly string[] ProseParts =
    [
        "word ", "Tốt, ", "課題 ", "📚", "👩‍👩‍👧", "\"q\"", "\\", "\\n", "\n", "\n\n", "\r\n", "\n- `code` ", "``", "`", "\n`", "\n``", "\n``` ", "\n```j", "\n```js\nlet a = {};\n```\n",
        "\n````\n```jsn\n````\n", "\n  ```json\n{}\n```\n", "x```json", "\n```jsonc\n{}\n```\n", "\n```json5", "\ufffd", "\n{\"size\": 1}\n", "\u0001",
    ];

    private static readonly string[] Codes = ["\n```json\n{\"code\": 1}\n```\nx", "\n```json\n[1, 2]\n```\nx", "\n```json\n}\n\n{\n```\nx", "\n```json\n- `code`\nx","\n```json\nnull\n```\n\n\nx"];

    private static readonly string[] Blocks =
    [
        "", "```json\n" + Splitting.Estimate + "\n```", "```json\n{\"points\": \"13\", \"assumptions\": [\"\\\"```\\\\\", \"}\", \"\\ud83d\\udcda\"]}\n```\n\n",
        "```JSON\r\n{\"points\":1}", "```json\n{\"points\":", "```json\n{}```\n", "```json", "```json\n",
    ];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 4));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Append_OfAnyAnswerCutAnywhere_ShowsTheProseAtOnceAndNeverTheBlock(int seed)
    {
        var random = new Random(seed);
        for (var count = 0; count < Answers; count++)
        {
            var prose = ProseFrom(random, ProseParts);
            var block = Blocks[random.Next(Blocks.Length)];
            prose += block.Length == 0 ? "" : "\n";
            var whole = Split([Escaping.Escape(prose + block, way: 2)], prose.Length);

            var cut = Split(CutAnywhere(Escaping.Escape(prose + block, random.Next(Escaping.Ways)), random), prose.Length);

            Assert.Equal(prose, whole.Prose);
            Assert.Equal(prose, cut.Prose);
            Assert.Equal(PointsOf(whole), PointsOf(cut));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Append_OfAnyAnswerWithJsonInItsProse_LosesNothing(int seed)
    {
        var random = new Random(seed);
        for (var count = 0; count < Answers; count++)
        {
            var prose = ProseFrom(random, [.. ProseParts, .. Codes, .. Codes]) + "\n";

            var cut = Split(CutAnywhere(Escaping.Escape(prose + Blocks[1], random.Next(Escaping.Ways)), random), boundUpTo: 0);

            Assert.Equal(prose, cut.Prose);
            Assert.Equal(5, PointsOf(cut));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Append_OfAnAnswerThatEndsWithinItsBlock_ShowsNothingOfIt(int seed)
    {
        var random = new Random(seed);
        for (var count = 0; count < Answers; count++)
        {
            var prose = ProseFrom(random, ProseParts) + "\n";
            var answer = prose + Blocks[1];
            var length = prose.Length + random.Next(Blocks[1].Length);

            var cut = Split(CutAnywhere(Escaping.Escape(answer[..length], random.Next(Escaping.Ways)), random), boundUpTo: 0);

            // A beginning of the marker may still be prose.
            var expected = length < prose.Length + FenceMatcher.Marker.Length ? length : prose.Length;
            Assert.Equal(answer[..expected], cut.Prose);
        }
    }

    // Ends with a full stop, so that the last line can't join with the following text.
    private static string ProseFrom(Random random, string[] parts)
    {
        var prose = new StringBuilder("#");
        for (var count = random.Next(12); count > 0; count--) prose.Append(random.GetItems(parts, 1)[0]);
        return prose.Append('.').ToString();
    }

    private static IEnumerable<byte[]> CutAnywhere(byte[] escaped, Random random)
    {
        var share = random.NextDouble();
        return Escaping.Cut(escaped, [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble() < share)]);
    }

    private static Splitting Split(IEnumerable<byte[]> pieces, int boundUpTo)
    {
        var shown = new StringBuilder();
        var splitter = new AnswerSplitter(EstimateAction.Create().Results!, "", piece => shown.Append(Units(piece)));
        var sent = 0;
        foreach (var piece in pieces)
        {
            splitter.Append(piece);
            sent += EscapedText.Utf16Length(piece);
            Assert.InRange(shown.Length, Math.Min(sent, boundUpTo) - MaxDelay, sent);
        }

        var block = splitter.Complete();
        return new([shown.ToString()], block);
    }

    // Pieces may split a surrogate pair, which JSON readers reject.
    private static string Units(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder();
        for (int at = 0, length; at < escaped.Length; at += length)
        {
            length = EscapedText.LengthAt(escaped, at);
            if (escaped[at] == (byte)'\\') text.Append(EscapedText.UnitAt(escaped, at));
            else text.Append(Encoding.UTF8.GetString(escaped.Slice(at, length)));
        }

        return text.ToString();
    }

    private static double? PointsOf(Splitting split) => split.Block?.Result.GetProperty("points").GetDouble();
}
