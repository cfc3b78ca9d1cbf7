using System.Text;

namespace IssueAi.IntegrationTests;

public sealed class InvalidBodyTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private const int Limit = 64 * 1024;

    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("no json")]
    [InlineData("{")]
    [InlineData("{\"issueId\":\"a\",}")]
    [InlineData("{'issueId':'a'}")]
    [InlineData("{\"issueId\":\"a\"} // why")]
    [InlineData("{\"issueId\":\"a\"}}")]
    [InlineData("{\"issueId\":\"a\"}{}")]
    [InlineData("{\"issueId\":\"a\nb\"}")]
    [InlineData("[]")]
    [InlineData("[{\"issueId\":\"a\"}]")]
    [InlineData("\"issueId\"")]
    [InlineData("42")]
    [InlineData("null")]
    [InlineData("\0")]
    [InlineData("{\"issueId\":\"a\",\"title\":\"\0\"}")]
    [InlineData("{\"issueId\":\"a\",\"title\":\"\\x\"}")]
    [InlineData("{\"issueId\":\"a\",\"n\":01}")]
    [InlineData("{\"issueId\":\"a\",\"n\":NaN}")]
    public async Task A_Body_That_Is_No_Json_Object_Is_Named(string body)
    {
        using var response = await _product.PostJsonAsync(body);

        await ProblemAssert.IsInvalidAsync(response, "body");
    }

    [Theory]
    [InlineData("""{"issueId":"a","issueId":"b"}""", "issueId")]
    [InlineData("""{"issueId":"a","\u0069ssueId":"b"}""", "issueId")]
    [InlineData("""{"issueId":"a","title":null,"title":null}""", "title")]
    [InlineData("""{"issueId":"a","x":{"y":1,"y":2}}""", "x.y")]
    [InlineData("""{"issueId":"a","x":[[],[{"y":1},{"y":[{"z":1,"z":1}]}]]}""", "x[1][1].y[0].z")]
    public async Task A_Property_That_Stands_Twice_Is_Named(string body, string path)
    {
        using var response = await _product.PostJsonAsync(body);

        await ProblemAssert.IsInvalidAsync(response, path);
    }

    [Fact]
    public async Task A_Property_Whose_Path_Is_Longer_Than_Helps_Is_The_Bodys_Fault()
    {
        var name = new string('n', 101);

        using var response = await _product.PostJsonAsync($$"""{"issueId":"a","{{name}}":1,"{{name}}":2}""");

        await ProblemAssert.IsInvalidAsync(response, "body");
    }

    [Theory]
    [InlineData("""{"\ud800":1,"issueId":"a","description":"d"}""")]
    [InlineData("""{"issueId":"a","description":"d","\udc00x":1}""")]
    [InlineData("""{"issueId":"a","description":"d","x":{"\ud800":1}}""")]
    public async Task A_Name_With_Half_A_Surrogate_Pair_Is_Malformed(string body)
    {
        using var response = await _product.PostJsonAsync(body);

        await ProblemAssert.IsInvalidAsync(response, "body");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x93 })]
    public async Task A_Body_That_Is_No_Utf8_Is_Named(byte[] bytes)
    {
        byte[] body = [.. "{\"issueId\":\"a\",\"description\":\""u8, .. bytes, .. "\"}"u8];

        using var response = await PostBytesAsync(body);

        await ProblemAssert.IsInvalidAsync(response, "body");
    }

    [Theory]
    [InlineData(30, 200)]
    [InlineData(100, 400)]
    [InlineData(20_000, 400)]
    public async Task Nesting_Is_Taken_As_Far_As_It_Is_Sane(int depth, int status)
    {
        var nested = new string('[', depth) + new string(']', depth);

        using var response = await _product.PostJsonAsync($$"""{"issueId":"a","description":"d","x":{{nested}} }""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_Byte_Order_Mark_Is_Passed_Over()
    {
        using var response = await PostBytesAsync([0xEF, 0xBB, 0xBF, .. "{\"issueId\":\"a\",\"description\":\"d\"}"u8]);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Body_Of_Just_The_Limit_Is_Taken(bool chunked)
    {
        using var response = await PostBytesAsync(BodyOf(Limit), chunked);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(Limit + 1, false)]
    [InlineData(Limit + 1, true)]
    [InlineData(1_000_000, false)]
    [InlineData(1_000_000, true)]
    public async Task A_Body_Above_The_Limit_Is_Too_Large(int length, bool chunked)
    {
        using var response = await PostBytesAsync(BodyOf(length), chunked);

        await ProblemAssert.IsAsync(response, 413, "payload_too_large");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonp")]
    [InlineData("application/problem+json")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task What_Is_Not_Plain_Json_In_Utf8_Is_Unsupported(string? contentType)
    {
        using var response = await PostBytesAsync("{\"issueId\":\"a\",\"description\":\"d\"}"u8.ToArray(), contentType: contentType);

        await ProblemAssert.IsAsync(response, 415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json;odata=verbose")]
    public async Task Json_May_Be_Named_In_All_Its_Ways(string contentType)
    {
        using var response = await PostBytesAsync("{\"issueId\":\"a\",\"description\":\"d\"}"u8.ToArray(), contentType: contentType);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_Compressed_Body_Is_Unsupported(string encoding)
    {
        using var content = new ByteArrayContent([0x1F, 0x8B, 0x08]) { Headers = { ContentType = new("application/json"), ContentEncoding = { encoding } } };

        using var response = await _product.PostContentAsync(content);

        await ProblemAssert.IsAsync(response, 415, "unsupported_media_type");
    }

    private static byte[] BodyOf(int length)
    {
        const string Start = "{\"issueId\":\"a\",\"description\":\"d\",\"padding\":\"";
        return Encoding.ASCII.GetBytes(Start + new string('x', length - Start.Length - 2) + "\"}");
    }

    private async Task<HttpResponseMessage> PostBytesAsync(byte[] body, bool chunked = false, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await _product.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
