using System.Text;
using IssueAi.Generation.Upstream;

namespace IssueAi.Tests.Generation.Upstream;

public sealed class FilterVerdictTests
{
    private const string Filtered =
        """{"error":{"code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":VERDICT}}}""";

    [Theory]
    [InlineData("""{"indirect_attack":{"filtered":true,"detected":true}}""", nameof(FilteredPart.Issue))]
    [InlineData("""{"jailbreak":{"filtered":true,"detected":true}}""", nameof(FilteredPart.Instructions))]
    [InlineData("""{"jailbreak":{"filtered":true},"indirect_attack":{"filtered":true}}""", nameof(FilteredPart.Issue))]
    [InlineData("""{"jailbreak":{"filtered":false,"detected":true},"violence":{"filtered":true,"severity":"high"}}""", nameof(FilteredPart.Request))]
    [InlineData("""{"jailbreak":{"filtered":"true"},"indirect_attack":[]}""", nameof(FilteredPart.Request))]
    [InlineData("""[]""", nameof(FilteredPart.Request))]
    [InlineData("""null""", nameof(FilteredPart.Request))]
    public void ToException_OfAFilteredPrompt_NamesThePart(string verdict, string expected)
    {
        var error = Read(Filtered.Replace("VERDICT", verdict, StringComparison.Ordinal));

        Assert.Equal(Enum.Parse<FilteredPart>(expected), UpstreamStatus.ToException(400, error).Filtered);
    }

    [Fact]
    public void ToException_OfAFilterThatSaysNoMore_NamesTheWholeRequest() =>
        Assert.Equal(FilteredPart.Request, UpstreamStatus.ToException(400, Read("""{"error":{"code":"content_filter"}}""")).Filtered);

    [Fact]
    public void ToException_OfAnotherRefusal_NamesNoPart() =>
        Assert.Null(UpstreamStatus.ToException(429, Read("""{"error":{"code":"429"}}""")).Filtered);

    private static UpstreamError Read(string json) => UpstreamError.Read(Encoding.UTF8.GetBytes(json));
}
