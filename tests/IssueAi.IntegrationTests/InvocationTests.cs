using IssueAi.Http;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests;

public sealed class InvocationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Where_An_Invocation_Keeps_The_Instance_It_Stays_Open_Until_The_Answer_Is_Recorded()
    {
        await using var product = await Product.StartAsync(
            builder => builder.Services.AddSingleton(new InvocationPolicy(MustStayOpen: true)),
            ("Tables:ConnectionString", azurite.ConnectionString),
            ("Streaming:MaxDuration", "00:00:00.3"));
        var gate = new TaskCompletionSource();
        product.Model.Script = _ => new Scenario { Chunks = ["One ", "two"], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 };

        using var post = await product.PostAsync("Takes long.", query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadUntilAsync(block => block.Contains("\"reconnect\"", StringComparison.Ordinal));
        var end = reader.ReadAsync();
        Assert.False(end.IsCompleted);
        gate.SetResult();

        Assert.Null(await end);
        var stored = await product.Client.GetStringAsync($"api/ai/responses/{post.Headers.GetValues("X-Response-Id").Single()}");
        Assert.Contains("\"state\":\"completed\"", stored, StringComparison.Ordinal);
        Assert.Contains("One two", stored, StringComparison.Ordinal);
    }
}
