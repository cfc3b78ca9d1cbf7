using System.Diagnostics;
using System.Net;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests;

[Collection(nameof(Measured))]
public sealed class FirstByteTests(DefaultProduct fixture) : IClassFixture<DefaultProduct>
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Headers_Leave_Before_The_Model_Answers(bool holdsItsHeaders)
    {
        var release = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["Hello"], Gate = _ => release.Task, HoldHeaders = holdsItsHeaders };

        using var response = await _product.PostAsync("Anything.");
        var wasHeld = !release.Task.IsCompleted;
        release.SetResult();
        var frames = await FrameReader.ReadAllAsync(response);

        Assert.True(wasHeld);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Hello", frames.Text());
    }

    [Fact]
    public async Task Text_Leaves_While_The_Model_Still_Writes()
    {
        var release = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["one ", "two "], Gate = _ => release.Task, GateBefore = 1 };

        using var response = await _product.PostAsync("Anything.");
        using var blocks = await BlockReader.OpenAsync(response);
        var first = await blocks.ReadEventAsync();
        release.SetResult();
        var second = await blocks.ReadEventAsync();

        Assert.Equal("data: {\"type\":\"text\",\"content\":\"one \"}", first);
        Assert.Equal("data: {\"type\":\"text\",\"content\":\"two \"}", second);
    }

    [Fact]
    public async Task First_Byte_Takes_Less_Than_A_Tenth_Of_A_Second_With_A_Slow_Model()
    {
        _product.Model.Script = _ => new Scenario { Chunks = ["Hello"], FirstTokenDelay = TimeSpan.FromSeconds(2) };
        var best = TimeSpan.MaxValue;

        for (var request = 0; request < 5; request++)
        {
            var clock = Stopwatch.StartNew();
            using var response = await _product.PostAsync("Anything.");
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(100), $"The first byte took {best}.");
    }
}
