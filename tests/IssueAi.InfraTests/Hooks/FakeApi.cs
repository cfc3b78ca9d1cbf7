using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IssueAi.InfraTests.Hooks;

/// <summary>A server with the endpoints that the postdeploy hook uses: the health check, one action, and the deletion of issues.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    public const string Key = "key-1";

    private readonly WebApplication _app;
    private int _unhealthy;

    private FakeApi(int unhealthy, string frames)
    {
        _unhealthy = unhealthy;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/api/health", () => Interlocked.Decrement(ref _unhealthy) >= 0
            ? Results.Json(new { status = "unhealthy" }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "healthy" }));
        _app.MapPost("/api/ai/refine", (HttpRequest request) => IsAllowed(request) ? Results.Text(frames, "text/event-stream") : Results.Unauthorized());
        _app.MapDelete("/api/issues/{issueId}", (HttpRequest request, string issueId) =>
        {
            Erased.Add(issueId);
            return IsAllowed(request) ? Results.NoContent() : Results.Unauthorized();
        });
    }

    public string Address => _app.Urls.Single();

    public List<string> Erased { get; } = [];

    /// <summary>Starts a server that is unhealthy for a number of requests, and then streams these frames.</summary>
    public static async Task<FakeApi> StartAsync(int unhealthy, string frames)
    {
        var api = new FakeApi(unhealthy, frames);
        await api._app.StartAsync();
        return api;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static bool IsAllowed(HttpRequest request) => request.Headers["x-functions-key"] == Key;
}
