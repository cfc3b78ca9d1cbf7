using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>A model server that replays a script for every call for an answer, and answers self-assessments in a valid format.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly string _assessment;

    private WireServer(WebApplication web, string assessment) => (_web, _assessment) = (web, assessment);

    public string Address => _web.Urls.Single();

    /// <summary>Gets or sets the script for calls for an answer.</summary>
    public WireScript Script { get; set; } = new("");

    /// <summary>Gets the meter of what the product has read.</summary>
    public ReadMeter Read { get; } = new();

    /// <summary>Gets or sets the product's clock if the test moves it: a script's pauses then take place on it.</summary>
    public FakeTimeProvider? Clock { get; set; }

    /// <summary>Gets the bodies of the calls for an answer.</summary>
    public ConcurrentQueue<JsonElement> Calls { get; } = new();

    /// <summary>Gets the paths of all calls, with their queries.</summary>
    public ConcurrentQueue<string> Paths { get; } = new();

    /// <summary>Starts a server.</summary>
    /// <param name="assessment">The name of the script for self-assessments.</param>
    public static async Task<WireServer> StartAsync(string assessment)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new WireServer(builder.Build(), assessment);
        server._web.Run(server.AnswerAsync);
        await server._web.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Paths.Enqueue(context.Request.Path + context.Request.QueryString);
        if (body.GetRawText().Contains("Task: assess", StringComparison.Ordinal))
        {
            await WireScript.Load(_assessment).PlayAsync(context, body, (_, _) => Task.CompletedTask);
            return;
        }

        Calls.Enqueue(body);
        var readBefore = Read.Count;
        await Script.PlayAsync(context, body, (time, sent) => PauseAsync(time, readBefore + sent));
    }

    // A pause is over when the product has read everything: then a reset discards nothing.
    private async Task PauseAsync(TimeSpan time, long read)
    {
        await Poll.UntilAsync(() => Read.Count >= read);
        Clock?.Advance(time);
    }
}
