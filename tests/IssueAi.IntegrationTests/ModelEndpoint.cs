using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IssueAi.IntegrationTests;

/// <summary>A model's endpoint that only answers health probes.</summary>
internal sealed class ModelEndpoint : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ModelEndpoint(WebApplication web) => _web = web;

    public string Address => _web.Urls.Single();

    /// <summary>Gets the headers of each request.</summary>
    public ConcurrentQueue<string> Looks { get; } = new();

    /// <summary>Starts an endpoint that answers every request with a status and a body.</summary>
    public static async Task<ModelEndpoint> StartAsync(int status, string body = "")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var endpoint = new ModelEndpoint(builder.Build());
        endpoint._web.Run(context =>
        {
            endpoint.Looks.Enqueue(string.Join('\n', context.Request.Headers));
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        await endpoint._web.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
