using IssueAi.ModelSimulator.Calls;
using IssueAi.ModelSimulator.Directives;
using IssueAi.ModelSimulator.Http;

namespace IssueAi.ModelSimulator;

/// <summary>A local server that speaks the Azure OpenAI wire format and answers from the issue it is given.</summary>
public sealed class ModelSimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CallLog _calls;
    private readonly DirectiveReader _directives;
    private readonly CancellationTokenSource _stopping = new();
    private int _disposed;

    private ModelSimulatorServer(ModelSimulatorOptions options)
    {
        _calls = new CallLog(options.KeptCalls);
        _directives = new DirectiveReader();
        _app = BuildApp(options.Url);

        var chat = new ChatCompletionEndpoint(options, _calls, _directives, call => Script?.Invoke(call), _stopping.Token);
        _app.MapPost("/openai/deployments/{deployment}/chat/completions", context => chat.HandleAsync(context, ApiSurface.AzureDated));
        _app.MapPost("/openai/v1/chat/completions", context => chat.HandleAsync(context, ApiSurface.AzureVersionless));
        _app.MapPost("/v1/chat/completions", context => chat.HandleAsync(context, ApiSurface.OpenAI));
        _app.MapPost("/openai/{**path}", context => Errors.NoResource.WriteAsync(context.Response, context.RequestAborted));
        ModelListEndpoints.Map(_app, options);
        CallEndpoints.Map(_app, _calls, ResetCalls);
    }

    /// <summary>Gets the address to give to clients, with the port that was really taken.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>
    /// Gets or sets the script that decides how each call is answered. Null, or a null scenario: the issue's own directives
    /// decide. A scenario of the script replaces all directives.
    /// </summary>
    public Func<ObservedCall, Scenario?>? Script { get; set; }

    /// <summary>Gets the calls since the start or the last reset, in their order of arrival, as they are now.</summary>
    public IReadOnlyList<ObservedCall> Calls => _calls.Snapshot();

    /// <summary>Starts a server, which listens when the task completes.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<ModelSimulatorServer> StartAsync(
        ModelSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new ModelSimulatorServer(options ?? new ModelSimulatorOptions());
        try
        {
            await server._app.StartAsync(cancellationToken);
            server.Endpoint = new Uri(server._app.Urls.First());
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a call to arrive; it may still be running.</summary>
    /// <param name="count">Which call, from 1, counted since the start or the last reset.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">It came so long ago that it isn't kept any more.</exception>
    public Task<ObservedCall> WaitForCallAsync(int count = 1, CancellationToken cancellationToken = default) =>
        _calls.WaitForAsync(count, cancellationToken);

    /// <summary>Forgets all calls, and how often directives with <c>times</c> have been obeyed.</summary>
    public void ResetCalls()
    {
        _calls.Reset();
        _directives.Reset();
    }

    /// <summary>Ends all calls at once, as aborted connections, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;

        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication BuildApp(string url)
    {
        // Empty: the environment of the host this runs in, such as ASPNETCORE_URLS, is none of the simulator's business.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        foreach (var address in url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) app.Urls.Add(address);
        return app;
    }
}
