using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

public sealed class CompressionTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "gzip")]
    [InlineData("br;q=0.9, gzip;q=0.5", "br")]
    [InlineData("br;q=0.5, gzip;q=0.9", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("nonsense;;;", null)]
    [InlineData("", null)]
    public async Task A_Stream_Is_Compressed_As_The_Caller_Asks(string accepted, string? expected)
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Some ", "words."] };

        using var response = await PostAsync(accepted);
        var body = await new StreamReader(Decode(await response.Content.ReadAsStreamAsync(), expected)).ReadToEndAsync();

        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("Some words.", FrameReader.Frames(body).Text());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Each_Frame_Of_A_Compressed_Stream_Leaves_At_Once(string coding)
    {
        var gate = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["First ", "and last."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 };

        using var response = await PostAsync(coding);
        using var reader = new BlockReader(Decode(await response.Content.ReadAsStreamAsync(), coding));
        var first = await reader.ReadEventAsync();
        gate.SetResult();
        var rest = await reader.ReadUntilAsync(block => block.Contains("\"metadata\"", StringComparison.Ordinal));

        Assert.Equal("""data: {"type":"text","content":"First "}""", first);
        Assert.Contains("and last.", string.Concat(rest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Caller_Who_Leaves_A_Compressed_Stream_Stops_The_Model()
    {
        _product.Model.ResetCalls();
        _product.Model.Script = _ => new Scenario { Chunks = ["First ", "and last."], Failure = SimulatedFailure.Stall, FailAfter = 1 };
        var response = await PostAsync("br");
        var call = await _product.Model.WaitForCallAsync().WaitAsync(Limits.Test);

        response.Dispose();
        await call.Ended.WaitAsync(Limits.Test);

        Assert.Equal(CallState.Aborted, call.State);
        using var next = await PostAsync("br");
        Assert.True(next.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "br")]
    [InlineData("", null)]
    public async Task The_Description_Is_Compressed_And_Keeps_Its_Tag(string accepted, string? expected)
    {
        using var response = await GetDescriptionAsync(accepted, tag: null);
        var json = await new StreamReader(Decode(await response.Content.ReadAsStreamAsync(), expected)).ReadToEndAsync();
        using var again = await GetDescriptionAsync(accepted: "", response.Headers.ETag);

        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.StartsWith("3.1", JsonDocument.Parse(json).RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(304, (int)again.StatusCode);
    }

    private async Task<HttpResponseMessage> GetDescriptionAsync(string accepted, EntityTagHeaderValue? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/openapi.json");
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (tag is not null) request.Headers.IfNoneMatch.Add(tag);
        return await _product.Client.SendAsync(request);
    }

    private static Stream Decode(Stream body, string? coding) => coding switch
    {
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        _ => body,
    };

    private async Task<HttpResponseMessage> PostAsync(string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine")
        {
            Content = new StringContent("""{"issueId":"1","description":"Any."}""", MediaTypeHeaderValue.Parse("application/json")),
        };
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await _product.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
