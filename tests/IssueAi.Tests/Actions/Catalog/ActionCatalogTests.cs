using System.Security.Cryptography;
using System.Text;
using IssueAi.Actions.Catalog;
using IssueAi.Prompts;

namespace IssueAi.Tests.Actions.Catalog;

public sealed class ActionCatalogTests
{
    private readonly ActionCatalog _catalog = new(ActionCatalog.BuiltIn);

    [Fact]
    public void Names_AreTheThreeActions() => Assert.Equal(["breakdown", "estimate", "refine"], _catalog.Names);

    [Theory]
    [InlineData("Refine")]
    [InlineData("")]
    [InlineData("translate")]
    public void TryGet_OfAnotherName_FindsNothing(string name) => Assert.False(_catalog.TryGet(name, out _));

    // The version is part of the keys of the cache and of the ratings: with a new wording and the same version, clients would
    // get old responses. A changed prompt needs a new version; put both into its row.
    [Theory]
    [InlineData("refine", "refine-3", "99144eda28c54b51")]
    [InlineData("estimate", "estimate-3", "1669ef4a7c329b49")]
    [InlineData("breakdown", "breakdown-3", "bc2bbb1ee67c5654")]
    public void TryGet_OfAnAction_HasTheWordingOfItsVersion(string name, string version, string hash)
    {
        Assert.True(_catalog.TryGet(name, out var action));

        Assert.Equal((name, version), (action.Name, action.Prompt.Version));
        Assert.Equal(hash, HashOf(action.Prompt.Instructions));
    }

    [Theory]
    [InlineData("refine")]
    [InlineData("estimate")]
    [InlineData("breakdown")]
    public void TryGet_OfAnAction_NamesItsTaskAndTheFences(string name)
    {
        Assert.True(_catalog.TryGet(name, out var action));

        Assert.StartsWith($"Task: {name}\n", action.Prompt.Instructions.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("----- issue", action.Prompt.Instructions, StringComparison.Ordinal);
        Assert.Contains("----- wish", action.Prompt.Instructions, StringComparison.Ordinal);
        Assert.DoesNotContain("version:", action.Prompt.Instructions, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAFileThatIsNotThere_NamesIt() =>
        Assert.Contains("'translate'", Assert.Throws<InvalidOperationException>(() => PromptFile.Read("translate")).Message, StringComparison.Ordinal);

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))[..16];
}
