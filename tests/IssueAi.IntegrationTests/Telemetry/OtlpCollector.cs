using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Telemetry;

/// <summary>Receives a process's OpenTelemetry exports over HTTP, and keeps their bytes.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    public const string Traces = "/v1/traces";
    public const string Metrics = "/v1/metrics";
    public const string Logs = "/v1/logs";

    private readonly ConcurrentQueue<(string Path, string Content)> _received = new();
    private readonly WebApplication _app;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v1/{signal}", TakeAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>Gets the settings that export everything here, with short intervals.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Address),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
        ("OTEL_BSP_SCHEDULE_DELAY", "50"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "50"),
    ];

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Returns all bytes received at a path. Names and texts are in plain UTF-8.</summary>
    public string Received(string path) => string.Concat(_received.Where(one => one.Path == path).Select(one => one.Content));

    /// <summary>Waits until all given texts have arrived at a path.</summary>
    public async Task WaitForAsync(string path, params string[] texts)
    {
        try
        {
            await Poll.UntilAsync(() => Received(path) is var received && texts.All(text => received.Contains(text, StringComparison.Ordinal)));
        }
        catch (OperationCanceledException)
        {
            var received = Received(path);
            Assert.Fail($"{path} lacks {string.Join(", ", texts.Where(text => !received.Contains(text, StringComparison.Ordinal)))} in {received}");
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
    }
}
