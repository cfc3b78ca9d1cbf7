using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

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
            await WireScript.Load(_assessment).PlayAsync(context, body);
            return;
        }

        Calls.Enqueue(body);
        await Script.PlayAsync(context, body);
    }
}
