using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IssueAi.Responses.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>A proxy between one instance and Azurite that makes the planned operation fail.</summary>
internal sealed partial class FaultyStorage : IAsyncDisposable
{
    // Headers of requests and replies that belong to one connection.
    private static readonly HashSet<string> OfConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding", "Host" };

    private readonly HttpClient _azurite = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });
    private readonly string _instance;
    private readonly FaultPlan _plan;
    private readonly string _connection;
    private readonly WebApplication _host;

    private FaultyStorage(string instance, FaultPlan plan, string connection)
    {
        (_instance, _plan, _connection) = (instance, plan, connection);
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _host = builder.Build();
        _host.Run(HandleAsync);
    }

    /// <summary>Gets the connection string of this proxy.</summary>
    public string ConnectionString => Endpoint().Replace(_connection, $"TableEndpoint={Address.TrimEnd('/')}/${{account}};");

    private string Address => _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FaultyStorage> StartAsync(string instance, FaultPlan plan, string connection)
    {
        var storage = new FaultyStorage(instance, plan, connection);
        await storage._host.StartAsync();
        return storage;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _azurite.Dispose();
    }

    [GeneratedRegex("TableEndpoint=(?<address>[^;]*)/(?<account>[^;/]*);")]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"^/\w+/(?<table>\w+)(?<key>\(PartitionKey='[^']*',RowKey='(?<row>[^']*)')?")]
    private static partial Regex Target();

    [GeneratedRegex(@"//[^/]+/\w+/(?<table>\w+)\(")]
    private static partial Regex TargetInBatch();

    private static string NameOf(HttpRequest request, byte[] body)
    {
        if (request.Path.Value!.EndsWith("/$batch", StringComparison.Ordinal)) return $"transaction {TargetInBatch().Match(Encoding.UTF8.GetString(body)).Groups["table"].Value}";

        var target = Target().Match(request.Path.Value);
        var kind = request.Method switch
        {
            "GET" => target.Groups["key"].Success ? "get" : "query",
            "POST" => "insert",
            "PUT" => "put",
            "DELETE" => "delete",
            _ => "merge",
        };
        return $"{kind} {target.Groups["table"].Value}{(target.Groups["row"].Value == ResponseRows.Reader ? " (mark)" : "")}";
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        var body = content.ToArray();
        var name = NameOf(context.Request, body);
        switch (_plan.Note(_instance, name))
        {
            case null:
                await ForwardAsync(context, body);
                break;
            case TableFault.Dropped:
                context.Abort();
                break;
            case TableFault.ReplyLost:
                using (await SendAsync(context.Request, body)) context.Abort();
                break;
            case TableFault.ReplyLate:
                using (await SendAsync(context.Request, body)) await WaitUntilGivenUpAsync(context.RequestAborted);
                break;
            case { } fault:
                await RefuseAsync(context.Response, fault, isTransaction: name.StartsWith("transaction", StringComparison.Ordinal));
                break;
        }
    }

    // A reply is late once the client has stopped waiting for it.
    private static Task WaitUntilGivenUpAsync(CancellationToken givenUp) =>
        new TaskCompletionSource().Task.WaitAsync(Limits.Test, givenUp).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task ForwardAsync(HttpContext context, byte[] body)
    {
        using var answer = await SendAsync(context.Request, body);
        await PassAsync(context.Response, answer);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequest request, byte[] body)
    {
        var path = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Endpoint().Match(_connection).Groups["address"].Value + path);
        if (body.Length > 0 || request.ContentLength == 0) message.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers.Where(header => !OfConnection.Contains(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.ToArray())) message.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return await _azurite.SendAsync(message);
    }

    private static async Task PassAsync(HttpResponse response, HttpResponseMessage answer)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfConnection.Contains(header.Key)))
            response.Headers[name] = values.ToArray();

        var body = await answer.Content.ReadAsByteArrayAsync();
        if (body.Length > 0) await response.Body.WriteAsync(body);
    }

    private static async Task RefuseAsync(HttpResponse response, TableFault fault, bool isTransaction)
    {
        var (status, code) = TableFaults.AnswerOf(fault);
        if (status == StatusCodes.Status200OK)
        {
            if (fault == TableFault.Page) await Results.Content("<html>Sign in</html>", "text/html").ExecuteAsync(response.HttpContext);
            return;
        }

        var error = $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{(isTransaction ? "0:" : "")}}}}Planned."}}}""";
        response.Headers.Date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        if (fault == TableFault.BusyForLong) response.Headers.RetryAfter = "5";
        if (isTransaction && status < 500)
        {
            response.StatusCode = StatusCodes.Status202Accepted;
            response.ContentType = "multipart/mixed; boundary=batchresponse_1";
            await response.WriteAsync(
                "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\n"
                + "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                + $"HTTP/1.1 {status} Refused\r\nContent-Type: application/json;odata=minimalmetadata\r\n\r\n{error}\r\n"
                + "--changesetresponse_1--\r\n--batchresponse_1--\r\n");
            return;
        }

        response.StatusCode = status;
        response.ContentType = "application/json;odata=minimalmetadata";
        await response.WriteAsync(error);
    }
}
