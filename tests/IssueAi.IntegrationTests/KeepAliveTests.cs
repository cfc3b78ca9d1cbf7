using System.Text;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

[Collection(nameof(Measured))]
public sealed class KeepAliveTests(LivelyProduct fixture) : IClassFixture<LivelyProduct>
{
    private const string KeepAlive = ": keep-alive";
    private const int MaxStreams = 10;

    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Silence_Is_Filled_With_Comments(int tokensBeforeSilence)
    {
        var release = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["one ", "two "], Gate = _ => release.Task, GateBefore = tokensBeforeSilence };

        using var response = await _product.PostAsync("Anything.");
        using var blocks = await BlockReader.OpenAsync(response);
        if (Product.Opening.Length > 0) await blocks.ReadAsync();
        for (var token = 0; token < tokensBeforeSilence; token++) Assert.NotEqual(KeepAlive, await blocks.ReadAsync());
        var first = await blocks.ReadAsync();
        var second = await blocks.ReadAsync();
        release.SetResult();
        var rest = await blocks.ReadUntilAsync(block => block.Contains("metadata", StringComparison.Ordinal));

        Assert.Equal(KeepAlive, first);
        Assert.Equal(KeepAlive, second);
        Assert.Equal(2 - tokensBeforeSilence, rest.Count(block => block.Contains("\"text\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Comment_Is_A_Block_Of_Its_Own_And_Has_No_Id()
    {
        var release = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["one "], Gate = _ => release.Task };

        using var response = await _product.PostAsync("Anything.", query: "?resumable=true");
        await using var body = await response.Content.ReadAsStreamAsync();
        var bytes = new byte[(Product.Opening + ": keep-alive\n\n").Length];
        await body.ReadExactlyAsync(bytes);
        release.SetResult();
        using var rest = new StreamReader(body);
        var events = await rest.ReadToEndAsync();

        Assert.Equal($"{Product.Opening}: keep-alive\n\n", Encoding.UTF8.GetString(bytes));
        Assert.Contains("id: 1\ndata: {\"type\":\"text\",\"content\":\"one \"}\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Busy_Stream_Has_No_Comments()
    {
        string[] chunks = [.. Enumerable.Range(0, 60).Select(number => $"{number} ")];
        _product.Model.Script = _ => new Scenario { Chunks = chunks, TokenDelay = TimeSpan.FromMilliseconds(10) };

        // A busy machine may pause the model for longer than the interval. The product must fill that silence, so the stream is no example.
        for (var stream = 0; stream < MaxStreams; stream++)
        {
            var (blocks, longestPause) = await ReadTextsAsync();
            if (longestPause >= LivelyProduct.KeepAliveInterval) continue;
            Assert.DoesNotContain(KeepAlive, blocks);
            return;
        }

        Assert.Fail($"Each of {MaxStreams} streams paused.");
    }

    private async Task<(IReadOnlyList<string> Blocks, TimeSpan LongestPause)> ReadTextsAsync()
    {
        using var response = await _product.PostAsync("Anything.");
        using var reader = await BlockReader.OpenAsync(response);
        var (blocks, longest, textAt) = (new List<string>(), TimeSpan.Zero, (long?)null);
        while (blocks.Count == 0 || !blocks[^1].Contains("metadata", StringComparison.Ordinal))
        {
            blocks.Add((await reader.ReadAsync())!);
            if (!blocks[^1].Contains("\"text\"", StringComparison.Ordinal)) continue;
            if (textAt is { } before && TimeProvider.System.GetElapsedTime(before) is var pause && pause > longest) longest = pause;
            textAt = TimeProvider.System.GetTimestamp();
        }

        return (blocks, longest);
    }
}
