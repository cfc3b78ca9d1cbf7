using IssueAi.Http;
using IssueAi.ModelSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
        var end = reader.ReadEventAsync();
        Assert.False(end.IsCompleted);
        gate.SetResult();

        Assert.Null(await end);
        var stored = await product.Client.GetStringAsync($"api/ai/responses/{post.Headers.GetValues("X-Response-Id").Single()}");
        Assert.Contains("\"state\":\"completed\"", stored, StringComparison.Ordinal);
        Assert.Contains("One two", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "two", "metadata")]
    [InlineData("?resumable=true", "", "reconnect")]
    public async Task A_Host_That_Drains_The_Instance_Is_No_Caller_Who_Leaves(string query, string rest, string end)
    {
        using var draining = new CancellationTokenSource();
        await using var product = await Product.StartAsync(
            builder => builder.Services.AddSingleton<IStartupFilter>(new InvocationFilter(draining.Token)),
            ("Tables:ConnectionString", azurite.ConnectionString),
            ("Cache:Enabled", "false"));
        var gate = new TaskCompletionSource();
        product.Model.Script = _ => new Scenario { Chunks = ["One ", "two"], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 };

        using var post = await product.PostAsync("Takes long.", query: query);
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();
        await draining.CancelAsync();
        if (query.Length == 0) gate.SetResult();
        var frames = (await reader.ReadUntilAsync(block => block.Contains("responseId", StringComparison.Ordinal))).Select(FrameReader.Parse).ToList();

        Assert.Equal(rest, frames.Text());
        Assert.Equal(end, frames[^1].TypeOf());
        Assert.NotEqual(CallState.Aborted, product.Model.Calls.Single().State);
    }

    // Gives invocations the host's token, as on Functions; on Kestrel they get the request's token.
    private sealed class InvocationFilter(CancellationToken token) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => app.Run(HandleAsync);

        private async Task HandleAsync(HttpContext context)
        {
            var result = await context.RequestServices.GetRequiredService<IGenerateEndpoint>().HandleAsync(context.Request, "refine", token);
            await result.ExecuteAsync(context);
        }
    }
}
