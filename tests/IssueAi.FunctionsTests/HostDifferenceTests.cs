using System.Net.Sockets;
using System.Text;
using IssueAi.IntegrationTests;

namespace IssueAi.FunctionsTests;

/// <summary>docs/hosts.md lists every difference between the two hosts that a client sees, and no other difference.</summary>
public sealed class HostDifferenceTests(BothHosts hosts) : IClassFixture<BothHosts>
{
    private const string Json = "Content-Type: application/json\r\n";

    // Each entry is sent as raw bytes: .NET clients wouldn't send some of them.
    private static readonly Dictionary<string, string> Probes = new()
    {
        ["a stream"] = Post("/api/ai/refine", """{"issueId":"a","description":"d"}"""),
        ["a request without a key"] = Post("/api/ai/refine", """{"issueId":"a","description":"d"}""", key: null),
        ["a wrong key"] = Post("/api/ai/refine", """{"issueId":"a","description":"d"}""", key: "wrong"),
        ["an invalid request"] = Post("/api/ai/refine", "{}"),
        ["an unknown action"] = Post("/api/ai/translate", "{}"),
        ["an unknown path"] = Request("GET", "/api/nothing"),
        ["a known path with another method"] = Request("PATCH", "/api/ai/refine"),
        ["a method that HTTP doesn't define"] = Request("BREW", "/api/ai/refine"),
        ["a path outside the prefix"] = Request("GET", "/nothing"),
        ["a header that isn't ASCII"] = Request("GET", "/api/health", "X-Odd: \u00e9\r\n"),
        ["a header `x-ms-invocation-id`"] = Request("GET", "/api/health", "x-ms-invocation-id: mine\r\n"),
        ["a declared body of 120 MB"] = Request("POST", "/api/ai/refine", $"{Json}Content-Length: 120000000\r\n"),
        ["an id with a slash in a path"] = Request("GET", "/api/issues/a%2Fb/responses"),
        ["an id with `%2F` as text in a path"] = Request("GET", "/api/issues/a%252Fb/responses"),
        ["an id with `%` as text in a path"] = Request("GET", "/api/issues/100%25/responses"),
        ["a malformed escape in a path"] = Request("GET", "/api/issues/%zz/responses"),
        ["an escape that isn't UTF-8 in a path"] = Request("GET", "/api/issues/%ff/responses"),
        ["a response that doesn't exist"] = Request("GET", "/api/ai/responses/00000000000000000000000000000000"),
        ["health"] = Request("GET", "/api/health"),
        ["the OpenAPI document"] = Request("GET", "/api/openapi.json"),
    };

    [Fact]
    public async Task The_Differences_Are_Those_That_The_Docs_List()
    {
        var found = new List<string>();
        foreach (var (name, request) in Probes)
        {
            var local = await ProbeAsync(BothHosts.Names[0], request);
            var deployed = await ProbeAsync(BothHosts.Names[1], request);
            if (local != deployed) found.Add($"| {name} | {local} | {deployed} |");
        }

        var listed = await ReadListedAsync();
        Assert.True(listed.SequenceEqual(found), $"docs/hosts.md doesn't list exactly these differences:\n{string.Join('\n', found)}");
    }

    private static string Post(string path, string body, string? key = BothHosts.FunctionKey) =>
        $"{Request("POST", path, $"{Json}Content-Length: {body.Length}\r\n", key)}{body}";

    private static string Request(string method, string path, string headers = "", string? key = BothHosts.FunctionKey) =>
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{(key is null ? "" : $"x-functions-key: {key}\r\n")}{headers}\r\n";

    private static async Task<IReadOnlyList<string>> ReadListedAsync()
    {
        var checkout = await NodeTools.InstalledAsync();
        var page = await File.ReadAllLinesAsync(Path.Combine(checkout.Root, "docs", "hosts.md"));
        return [.. page.SkipWhile(line => !line.StartsWith("| request |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];
    }

    // Clients act on the status, the problem's code and the beginning of a stream.
    private async Task<string> ProbeAsync(string host, string request)
    {
        using var connection = new TcpClient();
        var address = hosts.AddressOf(host);
        await connection.ConnectAsync(address.Host, address.Port);
        await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        using var limit = new CancellationTokenSource(Limits.Test);
        using var reader = new StreamReader(connection.GetStream(), Encoding.UTF8);
        var status = (await reader.ReadLineAsync(limit.Token))!.Split(' ')[1];
        var (headers, length) = (new List<string>(), 0);
        while (await reader.ReadLineAsync(limit.Token) is { Length: > 0 } header) headers.Add(header.ToLowerInvariant());
        if (headers.Contains("content-type: text/event-stream"))
        {
            await reader.ReadLineAsync(limit.Token);
            var kept = headers.Contains("connection: keep-alive") ? ", `Connection: keep-alive`" : "";
            return $"{status}, begins `{(await reader.ReadLineAsync(limit.Token))![..4]}`{kept}";
        }

        if (headers.Find(header => header.StartsWith("content-length: ", StringComparison.Ordinal)) is { } sized) length = int.Parse(sized.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        var isProblem = headers.Exists(header => header.StartsWith("content-type: application/problem+json", StringComparison.Ordinal));
        if (!isProblem) return headers.Contains("transfer-encoding: chunked") || length > 0 ? status : $"{status}, empty";

        var body = new StringBuilder();
        while (!body.ToString().Contains("\"code\":\"", StringComparison.Ordinal) || !body.ToString().EndsWith('}')) body.Append((char)reader.Read());
        return $"{status} `{body.ToString().Split("\"code\":\"")[1].Split('"')[0]}`";
    }
}
