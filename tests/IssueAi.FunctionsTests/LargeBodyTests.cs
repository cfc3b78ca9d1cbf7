using System.Net.Http.Headers;
using IssueAi.IntegrationTests;

namespace IssueAi.FunctionsTests;

public sealed class LargeBodyTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData(66_000, false)]
    [InlineData(40_000_000, false)]
    [InlineData(40_000_000, true)]
    public async Task A_Body_That_Is_Too_Large_Is_Told_So(int length, bool isChunked)
    {
        using var body = new ByteArrayContent(new byte[length]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine") { Content = body };
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await _product.Client.SendAsync(request);

        await ProblemAssert.IsAsync(response, 413, "payload_too_large");
    }
}
