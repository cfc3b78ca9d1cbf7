using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Bench.Tables;

/// <summary>
/// A table service that accepts everything at once, stores nothing and takes little CPU. Azurite falls behind when hundreds of
/// responses are recorded, and a measurement then shows the backlog of writes instead of the product's own cost.
/// </summary>
internal sealed class EmptyTables : IAsyncDisposable
{
    private const string Tag = "W/\"1\"";
    private const string Part = "Content-Type: application/http";

    private readonly WebApplication _web;
    private int _transactions;

    private EmptyTables()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        _web = builder.Build();
        _web.Urls.Add("http://127.0.0.1:0");
        _web.Run(AnswerAsync);
    }

    public Uri Address => new(_web.Urls.First());

    /// <summary>Gets the number of transactions.</summary>
    public int Transactions => Volatile.Read(ref _transactions);

    public static async Task<EmptyTables> StartAsync()
    {
        var tables = new EmptyTables();
        await tables._web.StartAsync();
        return tables;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private Task AnswerAsync(HttpContext context) => TableOperation.KindOf(context.Request.Method, context.Request.Path) switch
    {
        OperationKind.Read => NothingFoundAsync(context.Response),
        OperationKind.Query => context.Response.WriteAsJsonAsync(new { value = Array.Empty<object>() }, context.RequestAborted),
        OperationKind.Transaction => TakeAllAsync(context),
        _ => TakeAsync(context.Response),
    };

    private static Task NothingFoundAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentType = "application/json";
        return response.WriteAsync("""{"odata.error":{"code":"ResourceNotFound","message":{"value":"Nothing is here."}}}""");
    }

    private static Task TakeAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.ETag = Tag;
        return Task.CompletedTask;
    }

    private async Task TakeAllAsync(HttpContext context)
    {
        Interlocked.Increment(ref _transactions);
        using var reader = new StreamReader(context.Request.Body);
        var parts = (await reader.ReadToEndAsync(context.RequestAborted)).Split(Part).Length - 1;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "multipart/mixed; boundary=batch";
        await context.Response.WriteAsync(Batch(parts), context.RequestAborted);
    }

    private static string Batch(int parts)
    {
        var body = new StringBuilder("--batch\r\nContent-Type: multipart/mixed; boundary=changes\r\n\r\n");
        for (var part = 0; part < parts; part++)
            body.Append($"--changes\r\n{Part}\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 204 No Content\r\nETag: {Tag}\r\n\r\n\r\n");
        return body.Append("--changes--\r\n--batch--\r\n").ToString();
    }
}
