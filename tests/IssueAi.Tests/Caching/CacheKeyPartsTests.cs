using System.Text;
using FsCheck.Xunit;
using IssueAi.Caching;

namespace IssueAi.Tests.Caching;

public sealed class CacheKeyPartsTests
{
    private static readonly CacheKeyParts Parts = new(
        "default", "refine", "acme/shop#42", "Title", "First\nsecond", ["bug", "ui"], null, null, "AzureOpenAI", "gpt", "1", "2048");

    public static TheoryData<string, object> Changes => new()
    {
        { "tenant", Parts with { Tenant = "other" } },
        { "action", Parts with { Action = "estimate" } },
        { "issue", Parts with { IssueId = "acme/shop#43" } },
        { "title", Parts with { Title = "title" } },
        { "no title", Parts with { Title = null } },
        { "empty title", Parts with { Title = "" } },
        { "description", Parts with { Description = "First\nsecond." } },
        { "leading white space", Parts with { Description = " First\nsecond" } },
        { "blank line", Parts with { Description = "First\n\nsecond" } },
        { "labels", Parts with { Labels = ["bug"] } },
        { "order of labels", Parts with { Labels = ["ui", "bug"] } },
        { "joined labels", Parts with { Labels = ["bugui"] } },
        { "instructions", Parts with { Instructions = "" } },
        { "language", Parts with { Language = "vi" } },
        { "provider", Parts with { Provider = "OpenAI" } },
        { "deployment", Parts with { Deployment = "gpt-5" } },
        { "prompt", Parts with { PromptVersion = "2" } },
        { "options", Parts with { Options = "1024" } },
        { "parent", Parts with { ParentId = "0123" } },
        { "moved boundary", Parts with { Provider = "AzureOpenAIg", Deployment = "pt" } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ToKey_OnePartDiffers_Differs(string part, object changed)
    {
        Assert.True(Parts.ToKey() != ((CacheKeyParts)changed).ToKey(), part);
    }

    [Theory]
    [InlineData("First\r\nsecond")]
    [InlineData("First\rsecond")]
    [InlineData("First  \nsecond\t")]
    [InlineData("First\nsecond\n\n")]
    [InlineData("First\nsecond \r\n \r\n")]
    public void ToKey_WhiteSpaceThatMeansNothing_IsTheSame(string description)
    {
        Assert.Equal(Parts.ToKey(), (Parts with { Description = description }).ToKey());
    }

    [Property]
    public void ToKey_TextIsWrittenAnotherWay_IsTheSame(string? text)
    {
        var plain = (text ?? "") + "\né";
        if (!IsNormalizable(plain)) return;

        var other = plain.ReplaceLineEndings("\r\n").Normalize(NormalizationForm.FormD) + " \r\n";

        Assert.Equal(KeyOf(plain), KeyOf(other));
        static string KeyOf(string text) => (Parts with { Title = text, Description = text, Labels = [text] }).ToKey();
    }

    [Property]
    public void ToKey_AnyPartChanges_Changes(string? before, string? after)
    {
        var same = before == after;

        Assert.Equal(same, KeyOf(parts => parts with { Instructions = before }) == KeyOf(parts => parts with { Instructions = after }));
        Assert.Equal(same, KeyOf(parts => parts with { ParentId = before }) == KeyOf(parts => parts with { ParentId = after }));
        Assert.Equal((before ?? "") == (after ?? ""), KeyOf(parts => parts with { IssueId = before ?? "" }) == KeyOf(parts => parts with { IssueId = after ?? "" }));
        static string KeyOf(Func<CacheKeyParts, CacheKeyParts> change) => change(Parts).ToKey();
    }

    [Fact]
    public void ToKey_Any_Is64LowerHexadecimalDigits() => Assert.Matches("^[0-9a-f]{64}$", Parts.ToKey());

    // Half a surrogate pair has no normalized form.
    private static bool IsNormalizable(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
