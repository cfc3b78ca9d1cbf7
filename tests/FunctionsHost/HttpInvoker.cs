using System.Net;
using IssueAi.FunctionsHosting.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace IssueAi.FunctionsHosting;

/// <summary>Invokes functions for requests: the worker receives the request over HTTP and the invocation over gRPC.</summary>
internal sealed class HttpInvoker(IHttpForwarder forwarder) : IDisposable
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    // The host's own limit for a stream without data.
    public static ForwarderRequestConfig Limits { get; } = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HostTransformer _transformer = new();
    private readonly HttpMessageInvoker _client = CreateClient();

    public static HttpMessageInvoker CreateClient() => new(new RetryingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false, UseProxy = false,
    }));

    /// <summary>Forwards the request and waits for the end of the function. A failure becomes an empty 500 or a truncated body.</summary>
    public async Task InvokeAsync(FunctionsWorker worker, HostedFunction function, HttpContext context, RouteValueDictionary values)
    {
        var invocation = CreateInvocation(function, context, values);

        // A client's own id has precedence; the worker then waits in vain for its invocation.
        context.Request.Headers.TryAdd(InvocationIdHeader, invocation.InvocationId);
        var forwarding = forwarder.SendAsync(context, worker.Description.HttpAddress.ToString(), _client, Limits, _transformer).AsTask();
        await using var cancelling = context.RequestAborted.Register(() => worker.Link.Cancel(invocation.InvocationId));
        var hasSucceeded = await HasSucceededAsync(worker, invocation) & await forwarding == ForwarderError.None;

        if (hasSucceeded || context.RequestAborted.IsCancellationRequested) return;
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    public void Dispose() => _client.Dispose();

    private static async Task<bool> HasSucceededAsync(FunctionsWorker worker, InvocationRequest invocation)
    {
        try
        {
            return await worker.Link.InvokeAsync(invocation);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static InvocationRequest CreateInvocation(HostedFunction function, HttpContext context, RouteValueDictionary values)
    {
        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Id,
            InputData = { new ParameterBinding { Name = function.ParameterName, Data = new() { Http = new() } } },
            TraceContext = new() { TraceParent = context.Request.Headers.TraceParent.ToString(), TraceState = context.Request.Headers.TraceState.ToString() },
        };
        foreach (var (name, value) in values) invocation.TriggerMetadata[name] = new() { String = $"{value}" };
        return invocation;
    }
}
