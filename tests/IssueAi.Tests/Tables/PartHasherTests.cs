using IssueAi.Tables;

namespace IssueAi.Tests.Tables;

public sealed class PartHasherTests
{
    // Stored rows have such names, so the hash must never change.
    [Fact]
    public void Finish_PartsOfAllKinds_IsTheHashOfTheirLengthsAndBytes()
    {
        using var hasher = new PartHasher();

        var hash = hasher.Add("acme/shop#42").Add(part: null).Add("").Add("é").Add(["x", new string('y', 1000)]).Finish();

        Assert.Equal("52c82327d87eb927215f4c30e284b7e9b76103cb7d0e7ac520b19093c059c515", hash);
    }

    [Fact]
    public void Finish_SameTextDividedDifferently_Differs() => Assert.NotEqual(HashOf("ab", "c"), HashOf("a", "bc"));

    private static string HashOf(params string[] parts)
    {
        using var hasher = new PartHasher();
        foreach (var part in parts) hasher.Add(part);
        return hasher.Finish();
    }
}
