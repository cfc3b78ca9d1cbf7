using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tests.Generation;

/// <summary>A local provider: real sockets, an answer that the test chooses, and a record of the requests.</summary>
internal sealed class ProviderServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProviderServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Gets or sets how the server answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Gets the requested paths, in order.</summary>
    public List<string> Paths { get; } = [];

    public Dictionary<string, string> Headers { get; private set; } = [];

    public JsonElement Body { get; private set; }

    /// <summary>Gets a task that completes when the client has disconnected.</summary>
    public Task Aborted => _aborted.Task;

    public static async Task<ProviderServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ProviderServer(builder.Build());
        server._app.Run(server.RunAsync);
        await server._app.StartAsync();
        return server;
    }

    public static async Task SendAsync(HttpContext context, params IEnumerable<string> blocks)
    {
        if (!context.Response.HasStarted) context.Response.ContentType = "text/event-stream";
        foreach (var block in blocks)
        {
            await context.Response.WriteAsync(block);
            await context.Response.Body.FlushAsync();
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RunAsync(HttpContext context)
    {
        context.RequestAborted.Register(() => _aborted.TrySetResult());
        Paths.Add(context.Request.Path);
        Headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        await Answer(context);
    }
}
