using System.Text;
using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

public sealed class MeaningScannerTests
{
    [Theory]
    [InlineData("word", true)]
    [InlineData(" word", true)]
    [InlineData("việc", true)]
    [InlineData("課題", true)]
    [InlineData("\u0301", true)]
    [InlineData(@"\u00e9", true)]
    [InlineData(@".\n", false)]
    [InlineData(@"\n\n", false)]
    [InlineData(" ", false)]
    [InlineData("**", false)]
    [InlineData("- [ ]", false)]
    [InlineData("–", false)]
    [InlineData("📚", false)]
    [InlineData(@"\u2014", false)]
    [InlineData(@"\u26", false)]
    [InlineData(@"\""", false)]
    [InlineData(@"\", false)]
    [InlineData("", false)]
    public void Read_OfAPiece_TellsWhetherItIsMoreThanSigns(string escaped, bool expected) =>
        Assert.Equal(expected ? TokenPlace.Text : TokenPlace.Boilerplate, new MeaningScanner().Read(Encoding.UTF8.GetBytes(escaped)));

    [Theory]
    [InlineData(@"# A title", "#- A+ title+")]
    [InlineData(@"## Context", "##- Context-")]
    [InlineData(@"  ## Context", "  ##- Context-")]
    [InlineData(@"## Estimate: **5 points**", "##- Estimate-:- **-5# points-**-")]
    [InlineData(@"### 1. Split it", "###- 1^.- Split^ it^")]
    [InlineData(@"## Plan\nCut it", @"##- Plan-\n-Cut+ it+")]
    [InlineData(@"##Plan", "##-Plan+")]
    [InlineData(@"a ## b", "a+ ##- b+")]
    [InlineData(@"## a # b", "##- a- #- b-")]
    [InlineData(@"### One\nTwo", @"###- One^\n-Two+")]
    [InlineData(@"#### Deeper", "####- Deeper+")]
    [InlineData(@"About 5 points", "About+ 5= points+")]
    [InlineData(@"# In 3 days", "#- In+ 3= days+")]
    [InlineData(@"½", "½=")]
    public void Read_OfHeadings_KnowsWhatStandsInThem(string text, string expected)
    {
        var scanner = new MeaningScanner();

        var actual = string.Concat(Pieces(text).Select(piece => piece + "-+=#^"[(int)scanner.Read(Encoding.UTF8.GetBytes(piece))]));

        Assert.Equal(expected, actual);
    }

    // Cuts text as tokenizers do: a word with the space before it, a line end, a run of punctuation.
    private static IEnumerable<string> Pieces(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, @"\\n| ?[a-zA-Z]+| ?[\d½]+| *[^\sa-zA-Z\d½\\]+").Select(match => match.Value);
}
