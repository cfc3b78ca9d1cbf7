using IssueAi.Http;

namespace IssueAi.Tests.Http;

public sealed class PathDecoderTests
{
    [Theory]
    [InlineData("acme%2Fshop%2342", "acme/shop#42")]
    [InlineData("100%25", "100%")]
    [InlineData("%2541", "%41")]
    [InlineData("%25zz", "%zz")]
    [InlineData("%25FF", "%FF")]
    [InlineData("2F", "2F")]
    public void Decode_OfAPathAsItWasSent_GivesTheId(string segment, string id) => Assert.Equal(id, Decode(segment, encodesTwice: false).Text);

    // The Functions host's form of the path that a client sent.
    [Theory]
    [InlineData("acme%252Fshop%2342", "acme/shop#42")]
    [InlineData("acme%252fshop", "acme/shop")]
    [InlineData("acme%2Fshop", "acme/shop")]
    [InlineData("%2541", "%41")]
    [InlineData("%F0%9F%98%80", "😀")]
    [InlineData("2F", "2F")]
    public void Decode_OfAPathThatTheHostHasEncodedAgain_GivesTheId(string segment, string id) => Assert.Equal(id, Decode(segment, encodesTwice: true).Text);

    [Theory]
    [InlineData("a%252Fb", false)]
    [InlineData("a%252fb", false)]
    [InlineData("a%25252Fb", false)]
    [InlineData("a%25252Fb", true)]
    [InlineData("%25zz", true)]
    [InlineData("%25FF", true)]
    [InlineData("100%25", true)]
    public void Decode_OfWhatMayBeAnotherId_Refuses(string segment, bool encodesTwice) =>
        Assert.Equal(DecodedSegment.Ambiguous, Decode(segment, encodesTwice));

    [Theory]
    [InlineData("%zz")]
    [InlineData("%FF")]
    [InlineData("%")]
    public void Decode_OfWhatIsNotPercentEncoded_Refuses(string segment)
    {
        Assert.Equal(DecodedSegment.Malformed, Decode(segment, encodesTwice: false));
        Assert.Equal(DecodedSegment.Malformed, Decode(segment, encodesTwice: true));
    }

    private static DecodedSegment Decode(string segment, bool encodesTwice) => new PathDecoder(new ForwardingPolicy(encodesTwice)).Decode(segment);
}
