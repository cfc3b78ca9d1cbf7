using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IssueAi.Bench.Tables;

/// <summary>A proxy between an instance and the table service that forwards and records all operations.</summary>
internal sealed class TableTap : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly WebApplication _web;
    private readonly HttpMessageInvoker _out = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentQueue<TableOperation> _operations = new();
    private int _running;

    private TableTap(Uri target)
    {
        _target = target;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        _web = builder.Build();
        _web.Urls.Add("http://127.0.0.1:0");
        _web.Run(PassOnAsync);
    }

    public Uri Address => new(_web.Urls.First());

    /// <summary>Gets or sets the delay of each operation, which shows how many of them a client waits for.</summary>
    public TimeSpan Delay { get; set; }

    public static async Task<TableTap> StartAsync(Uri target)
    {
        var tap = new TableTap(target);
        await tap._web.StartAsync();
        return tap;
    }

    /// <summary>Returns the operations since the last call.</summary>
    public IReadOnlyList<TableOperation> Take()
    {
        var taken = new List<TableOperation>();
        while (_operations.TryDequeue(out var operation)) taken.Add(operation);
        return taken;
    }

    /// <summary>Waits for a period without operations, longer than the one after which usage is written.</summary>
    public async Task SettleAsync()
    {
        var quiet = TimeSpan.FromMilliseconds(2500);
        for (var seen = -1; seen != _operations.Count || Volatile.Read(ref _running) > 0;)
        {
            seen = _operations.Count;
            await Task.Delay(quiet);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _out.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var begunAt = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _running);
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var body = await ReadAsync(context.Request.Body);
        var status = 0;
        try
        {
            if (Delay > TimeSpan.Zero) await Task.Delay(Delay, context.RequestAborted);
            status = await PassOnAsync(context, path, body);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            var method = context.Request.Method;
            var name = path.Split('?')[0];
            _operations.Enqueue(new TableOperation(
                TableOperation.KindOf(method, name), TableOperation.TableOf(name, body), begunAt, Stopwatch.GetTimestamp(), status));
            Interlocked.Decrement(ref _running);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var body = new MemoryStream();
        await stream.CopyToAsync(body);
        return body.ToArray();
    }

    private async Task<int> PassOnAsync(HttpContext context, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_target, path));
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is not ("Connection" or "Transfer-Encoding") && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        using var answer = await _out.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (name is not ("Connection" or "Keep-Alive" or "Transfer-Encoding")) context.Response.Headers[name] = values.ToArray();
        }

        var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
        return answer.StatusCode == HttpStatusCode.Accepted ? TableOperation.StatusIn(content) : (int)answer.StatusCode;
    }
}
