using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IssueAi.FunctionsHosting;

/// <summary>
/// A small Functions host that behaves like the real one towards clients and workers: routes in the order of the
/// functions' names, requests forwarded by YARP together with an invocation over gRPC, empty 500s, function keys, drain, SIGTERM
/// and <c>functionTimeout</c>.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private readonly FunctionsHostOptions _options;
    private readonly ConcurrentDictionary<string, WorkerLink> _links = new();
    private readonly WebApplication _web;
    private readonly HttpInvoker _http;
    private readonly TimeSpan _functionTimeout;
    private readonly string _routePrefix;
    private readonly SemaphoreSlim _restarting = new(1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<HostedFunction> _functions = [];
    private FunctionsWorker _worker = null!;
    private int _running;

    private FunctionsHost(FunctionsHostOptions options)
    {
        _options = options;
        var hostJson = JsonElement.Parse(File.ReadAllText(Path.Combine(options.AppFolder, "host.json")));
        _routePrefix = hostJson.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()!;
        _functionTimeout = options.FunctionTimeout ?? hostJson.GetProperty("functionTimeout").Deserialize<TimeSpan>();
        _web = BuildServer();
        _http = ActivatorUtilities.CreateInstance<HttpInvoker>(_web.Services);
    }

    /// <summary>Gets the address of the functions.</summary>
    public Uri Address => new(_web.Urls.ElementAt(0));

    /// <summary>Gets the workers' output and log.</summary>
    public WorkerLog Log { get; } = new();

    /// <summary>Gets the functions in the order in which the host matches their routes.</summary>
    public IReadOnlyList<HostedFunction> Functions => _functions;

    public FunctionsWorker Worker => _worker;

    /// <summary>Gets a value indicating whether an invocation is running.</summary>
    public bool IsBusy => Volatile.Read(ref _running) > 0;

    public bool IsDraining { get; private set; }

    private Uri RpcAddress => new(_web.Urls.ElementAt(1));

    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options)
    {
        var host = new FunctionsHost(options);
        try
        {
            await host._web.StartAsync();
            await host.StartWorkerAsync();
            host._ready.TrySetResult();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the worker and starts another one, as the host does after a crash and after <c>functionTimeout</c>.</summary>
    public async Task RestartWorkerAsync(FunctionsWorker failed)
    {
        await _restarting.WaitAsync();
        try
        {
            if (_worker != failed) return;

            await failed.DisposeAsync();
            await StartWorkerAsync();
        }
        finally
        {
            _restarting.Release();
        }
    }

    /// <summary>
    /// Stops as the real host does on SIGTERM: it accepts no new connections, resets the remaining connections after the time-out, and
    /// finally asks the worker to stop.
    /// </summary>
    public async Task TerminateAsync()
    {
        using var limit = new CancellationTokenSource(_options.ShutdownTimeout);
        await _web.StopAsync(limit.Token);
        await _worker.TerminateAsync();
    }

    /// <summary>Waits until this process is told to stop.</summary>
    public Task WaitForShutdownAsync() => _web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        _ready.TrySetCanceled();
        if (_worker is not null) await _worker.DisposeAsync();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _web.StopAsync(now.Token);
        await _web.DisposeAsync();
        _http.Dispose();
        _restarting.Dispose();
    }

    private WebApplication BuildServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_links);
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _options.ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = 104_857_600;
            server.Listen(IPAddress.Loopback, _options.Port);
            server.Listen(IPAddress.Loopback, 0, rpc => rpc.Protocols = HttpProtocols.Http2);
        });

        var web = builder.Build();
        web.MapGrpcService<WorkerService>();
        web.MapPost("admin/host/drain", () =>
        {
            IsDraining = true;
            return Results.Accepted();
        });
        web.MapGet("admin/host/drain/status", () => Results.Json(new { state = IsDraining && _running == 0 ? "Completed" : "InProgress", outstandingInvocations = _running }));
        web.MapPost("admin/functions/{name}", InvokeTimerAsync);
        web.MapFallback("{*path}", InvokeAsync);
        return web;
    }

    private async Task StartWorkerAsync()
    {
        var id = Guid.NewGuid().ToString();
        var link = new WorkerLink(_options.AppFolder, Log);
        _links[id] = link;
        _worker = await FunctionsWorker.StartAsync(_options, id, RpcAddress, link, Log);
        _functions = [.. _worker.Description.Functions.Select(function => new HostedFunction(function, _routePrefix)).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task InvokeAsync(HttpContext context)
    {
        await _ready.Task.WaitAsync(context.RequestAborted);
        if (FindFunction(context.Request) is not (var function, var values))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (function.NeedsKey && !HasKey(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        Interlocked.Increment(ref _running);
        var worker = _worker;
        using var timeout = new Timer(_ => _ = RestartWorkerAsync(worker), null, _functionTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            await _http.InvokeAsync(worker, function, context, values);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private (HostedFunction Function, RouteValueDictionary Values)? FindFunction(HttpRequest request)
    {
        foreach (var function in _functions)
        {
            var values = new RouteValueDictionary();
            if (function.Matches(request, values)) return (function, values);
        }

        return null;
    }

    private bool HasKey(HttpRequest request) =>
        _options.FunctionKey is not { } key || request.Headers["x-functions-key"] == key || request.Query["code"] == key;

    private async Task<IResult> InvokeTimerAsync(string name)
    {
        if (_functions.FirstOrDefault(function => function.Name == name && !function.IsHttp) is not { } timer) return Results.NotFound();

        var hasSucceeded = await _worker.Link.InvokeAsync(new()
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = timer.Id,
            TraceContext = new(),
            InputData = { new Rpc.ParameterBinding { Name = timer.ParameterName, Data = new() { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" } } },
        });
        return hasSucceeded ? Results.Accepted() : Results.StatusCode(StatusCodes.Status500InternalServerError);
    }
}
