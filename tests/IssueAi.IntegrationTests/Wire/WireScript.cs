using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IssueAi.IntegrationTests.Wire;

/// <summary>
/// An upstream answer as exact bytes. A line <c>: &lt;&lt;…&gt;&gt;</c> is a command for the server, which sends neither the line nor
/// its line end: <c>sleep 0.3</c>, <c>reset</c>, <c>status 422</c>, <c>header NAME: VALUE</c>, <c>a request with NAME</c> and
/// <c>any other request</c>.
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
    /// <param name="context">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="pause">Takes the place of a <c>sleep</c> of the given length, after the given number of bytes was sent.</param>
    public async Task PlayAsync(HttpContext context, JsonElement body, Func<TimeSpan, long, Task> pause)
    {
        context.Response.ContentType = "text/event-stream";
        var (isMeant, sent) = (true, 0L);
        for (var at = 0; at < _lines.Length; at++)
        {
            if (OrderIn(_lines[at]) is not { } order)
            {
                // The last line has no line end.
                var line = Encoding.UTF8.GetBytes(at == _lines.Length - 1 ? _lines[at] : _lines[at] + "\n");
                if (!isMeant) continue;
                await context.Response.Body.WriteAsync(line);
                sent += line.Length;
            }
            else if (order.StartsWith("a request with ", StringComparison.Ordinal)) isMeant = body.TryGetProperty(order["a request with ".Length..], out _);
            else if (order == "any other request") isMeant = !isMeant;
            else if (isMeant && order.StartsWith("sleep ", StringComparison.Ordinal))
            {
                await context.Response.Body.FlushAsync();
                await pause(TimeSpan.FromSeconds(double.Parse(order["sleep ".Length..], CultureInfo.InvariantCulture)), sent);
            }
            else if (isMeant) Obey(context, order);
        }
    }

    private static string? OrderIn(string line) =>
        line.StartsWith(OrderStart, StringComparison.Ordinal) && line.EndsWith(OrderEnd, StringComparison.Ordinal) ? line[OrderStart.Length..^OrderEnd.Length] : null;

    private static void Obey(HttpContext context, string order)
    {
        var (name, value) = order.Split(' ', 2) is [var first, var rest] ? (first, rest) : (order, "");
        switch (name)
        {
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
