using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>
/// An upstream answer as exact bytes. A line <c>: &lt;&lt;…&gt;&gt;</c> is a command for the server, which sends neither the line nor
/// its line end: <c>sleep 0.3</c>, <c>reset</c>, <c>status 422</c>, <c>header NAME: VALUE</c>, <c>a request with NAME</c> and
/// <c>any other request</c>. A <c>sleep</c> is part of the answer, the upstream's own pause; no test waits by it.
/// </summary>
internal sealed class WireScript
{
    private const string OrderStart = ": <<";
    private const string OrderEnd = ">>";

    private readonly string[] _lines;

    public WireScript(string text) => _lines = text.Split('\n');

    /// <summary>Reads a script of this folder.</summary>
    public static WireScript Load(string name)
    {
        using var stream = typeof(WireScript).Assembly.GetManifestResourceStream($"Wire/{name}.sse") ?? throw new ArgumentException($"There is no case {name}.", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new WireScript(reader.ReadToEnd());
    }

    /// <summary>Answers a request.</summary>
    public async Task PlayAsync(HttpContext context, JsonElement body)
    {
        context.Response.ContentType = "text/event-stream";
        var isMeant = true;
        for (var at = 0; at < _lines.Length; at++)
        {
            if (OrderIn(_lines[at]) is not { } order)
            {
                // The last line has no line end.
                if (isMeant) await context.Response.WriteAsync(at == _lines.Length - 1 ? _lines[at] : _lines[at] + "\n");
            }
            else if (order.StartsWith("a request with ", StringComparison.Ordinal)) isMeant = body.TryGetProperty(order["a request with ".Length..], out _);
            else if (order == "any other request") isMeant = !isMeant;
            else if (isMeant) await ObeyAsync(context, order);
        }
    }

    private static string? OrderIn(string line) =>
        line.StartsWith(OrderStart, StringComparison.Ordinal) && line.EndsWith(OrderEnd, StringComparison.Ordinal) ? line[OrderStart.Length..^OrderEnd.Length] : null;

    private static async Task ObeyAsync(HttpContext context, string order)
    {
        var (name, value) = order.Split(' ', 2) is [var first, var rest] ? (first, rest) : (order, "");
        switch (name)
        {
            case "sleep":
                await context.Response.Body.FlushAsync();
                await Task.Delay(TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)), context.RequestAborted);
                break;
            case "reset":
                context.Abort();
                break;
            case "status":
                context.Response.StatusCode = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "header":
                var header = value.Split(": ", 2);
                context.Response.Headers[header[0]] = header[1];
                break;
            default:
                throw new NotSupportedException($"The command '{order}' is unknown.");
        }
    }
}
