using System.Buffers.Text;
using System.Text;

namespace IssueAi.IntegrationTests.Hostile;

/// <summary>Hand-written requests whose address, method or headers have one invalid or unusual part each.</summary>
internal static class HostileTargets
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Good = """{"issueId":"hostile","description":"d"}""";

    public static IEnumerable<RawRequest> All() =>
        Paths().Concat(Ids()).Concat(Queries()).Concat(Methods()).Concat(Headers()).Concat(NotHttp());

    private static IEnumerable<RawRequest> Paths()
    {
        foreach (var path in (string[])
        [
            "/", "/api", "/api/", "//api/ai/refine", "/api//ai/refine", "/api/ai", "/api/ai/", "/api/ai/%20", "/api/ai/translate", "/api/ai/Refine", "/api/ai/refine%20", "/api/ai/refine%09", "/api/ai/..%2frefine", "/api/ai/refine%2Festimate",
            "/api/ai/%72efin%65x", "/api/ai/refine;v=1", "/api/ai/{action}", "/api/ai/%7Baction%7D", "/api/ai/\\..\\refine", "/.git/config", "/api/../../etc/passwd", "/admin/host/status", "/runtime/webhooks", "/api/ai/%C0%AF", "/api/ai/%FF", "/api/ai/%zz", "/api/ai/%e2%80%ae",
            "/api/ai/refine/", "/api/ai/%2e%2e/%2e%2e/x", $"/api/ai/{new string('a', 6_000)}", $"/{new string('/', 5_000)}", $"/api{string.Concat(Enumerable.Repeat("/a", 3_000))}", "/api/issues", "/api/issues/", "/api/issues/a/b/c", "/api/%69ssues/a/b",
        ])
        {
            var fate = path is "/api/ai/refine/" or "/api//ai/refine" or "//api/ai/refine" ? Fate.Either : Fate.Refused;
            yield return RawRequest.Post($"path {Short(path)}", fate, Good, path);
        }

        yield return RawRequest.Post("a whole address", Fate.Served, Good, "http://localhost/api/ai/refine");
        yield return RawRequest.Wire("a whole address that misleads", Fate.Served, "GET http://issues/api/issues/a/responses HTTP/1.1\r\nHost: issues\r\nConnection: close\r\n\r\n");
        yield return RawRequest.Bare("a whole address of another host", Fate.NotHttp, "GET", "http://issues.example/api/issues/a/responses");
        yield return RawRequest.Bare("another case", Fate.Served, "GET", "/API/ISSUES/a/RESPONSES");
    }

    private static IEnumerable<RawRequest> Ids()
    {
        foreach (var id in (string[])["x'", "../x", "..%2fx", "%2e%2e", "%20", "a.b", "%0d%0aX:y", "%F0%9F%98%80", "a|b", "a%27%20or%20true", $"{Id}%20", $"{Id}x", new string('a', 65), new string('a', 7_000), "%zz", "%FF", "head", Id, Id.ToUpperInvariant(), "null", "-", "_"])
        {
            var fate = id is "../x" or "%2e%2e" ? Fate.Either : Fate.Refused;
            yield return RawRequest.Bare($"read {Short(id)}", fate, "GET", $"/api/ai/responses/{id}");
            yield return RawRequest.Bare($"resume {Short(id)}", fate, "GET", $"/api/ai/responses/{id}?stream=true");
            yield return RawRequest.WithBody($"cancel {Short(id)}", fate, "POST", $"/api/ai/responses/{id}/cancel", []);
            yield return RawRequest.Post($"rate {Short(id)}", fate, """{"rating":"up"}""", $"/api/ai/responses/{id}/feedback");
            yield return RawRequest.Bare($"erase {Short(id)}", fate, "DELETE", $"/api/ai/responses/{id}");
        }

        foreach (var id in (string[])["%", "%2", "%zz", "%FF", "%C0%AF", "%ED%A0%80", "%0a", "%0D%0A", "%1b", "%7f", "%C2%85", "%E2%80%A8", ".", "..", "%2e", "%2E%2E", "x/../y", "%20", "a%252Fb", "a%25252fb", new string('a', 201)])
        {
            var fate = id is "." or ".." or "%2e" or "%2E%2E" or "x/../y" ? Fate.Either : Fate.Refused;
            yield return RawRequest.Bare($"list issue {Short(id)}", fate, "GET", $"/api/issues/{id}/responses");
            yield return RawRequest.Bare($"erase issue {Short(id)}", fate, "DELETE", $"/api/issues/{id}");
            yield return RawRequest.WithBody($"put issue {Short(id)}", fate, "PUT", $"/api/issues/{id}", Encoding.UTF8.GetBytes(Good), "Content-Type: application/json");
        }

        foreach (var id in (string[])["%27", "%22", "a%2Fb", "%25zz", "%5c", "%3Cscript%3E", "%E2%80%AE", "%F0%9F%98%80", "%EF%BF%BF", "%EF%B7%90", "%CC%81", "%E2%80%8D", "%24filter", "'", "a+b", "~", "issues", "responses", string.Concat(Enumerable.Repeat("%F0%9F%98%80", 200))])
            yield return RawRequest.Bare($"list odd issue {Short(id)}", Fate.Served, "GET", $"/api/issues/{id}/responses");
    }

    private static IEnumerable<RawRequest> Queries()
    {
        foreach (var query in (string[])
        [
            "limit=0", "limit=-1", "limit=101", "limit=1e1", "limit=2147483648", "limit=99999999999999999999", "limit=%D9%A1", "limit=5&limit=6", "limit=0x10", "limit=%00", "limit=+5", "action=nothing", "action=Refine", "action=refine&action=refine", "action=refine%00",
            "continuation=x", "continuation=%00", "continuation=AAAA", "continuation=../..", "continuation=%FF", "continuation=a&continuation=b", "continuation=" + new string('A', 5_000),
            "continuation=" + Token("0000000000000000000|../x"), "continuation=" + Token("-000000000000000001|a"), "continuation=" + Token("9999999999999999999|a"), "continuation=" + Token("0000000000000000000|a' or true or '"),
            "continuation=" + Token("1!48!bmV4dA--|x"), "continuation=" + Token($"0000000000000000000|{Id}") + "=", "continuation=" + Token($"0000000000000000000|{Id}"), "continuation=" + Token($"9000000000000000000|{Id}"),
        ])
            yield return RawRequest.Bare($"history {Short(query)}", Fate.Refused, "GET", $"/api/issues/a/responses?{query}");

        foreach (var query in (string[])["", "issueId", "issueId=", "issueId=%20", "issueId=+", "issueId=%", "issueId=%zz", "issueId=%FF", "issueId=%C0%AF", "issueId=a&issueId=a", "issueId=a&%69ssueID=b", "issueId=.", "issueId=%2e%2e", "issueId=%00", "issueId=%0A", $"issueId={new string('a', 201)}", "issueId=a;limit=0&limit=0"])
        {
            yield return RawRequest.Bare($"list {Short(query)}", Fate.Refused, "GET", $"/api/ai/responses?{query}");
            if (!query.Contains("limit", StringComparison.Ordinal)) yield return RawRequest.Bare($"erase {Short(query)}", Fate.Refused, "DELETE", $"/api/issues?{query}");
        }

        foreach (var query in (string[])["issueId=a%2Fb", "issueId=a%252Fb", "issueId=%25FF", "%69ssueId=a/b", "issueId=a=b", "issueId=%F0%9F%98%80", "issueId=../..", "a=%FF&issueId=x", "issueId=%C3%A9&=&&"])
            yield return RawRequest.Bare($"odd list {Short(query)}", Fate.Either, "GET", $"/api/ai/responses?{query}");

        foreach (var query in (string[])["include=secrets", "include", "?", "&&&", "=", "limit=", "a=b;c=d", "__proto__[x]=1", string.Join('&', Enumerable.Repeat("a", 2_000)), "include=" + string.Join(',', Enumerable.Repeat("text", 800))])
            yield return RawRequest.Bare($"odd history {Short(query)}", Fate.Served, "GET", $"/api/issues/a/responses?{query}");

        foreach (var after in (string[])["", "-1", "1.5", "x", "0x1", "2147483648", "99999999999999999999999", "%00", "1,2", "1&starting_after=2", "%D9%A1", "+1"])
            yield return RawRequest.Bare($"resume after {after}", Fate.Refused, "GET", $"/api/ai/responses/{Id}?stream=true&starting_after={after}");
        foreach (var after in (string[])["-1", "x", "1, 2", "2147483648", "\u00ff", "", "1\r\nLast-Event-ID: 2"])
            yield return RawRequest.Bare($"Last-Event-ID {after}", Fate.Refused, "GET", $"/api/ai/responses/{Id}?stream=true", $"Last-Event-ID: {after}");

        foreach (var query in (string[])["?resumable=true&resumable=false", "?resumable=%FF", "?protocol=x", "?protocol=ui-message-stream&protocol=ui-message-stream", "?code=", "?%00=%00", "?" + new string('a', 5_000), "?stream=true"])
            yield return RawRequest.Post($"odd query {Short(query)}", Fate.Served, Good, $"/api/ai/refine{query}");
    }

    private static IEnumerable<RawRequest> Methods() =>
        from method in (string[])["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "post", "BREW", "X", new string('M', 3_000)]
        from path in (string[])["/api/ai/refine", "/api/health", "/api/issues/a", "/api/issues/a/responses", $"/api/ai/responses/{Id}", $"/api/ai/responses/{Id}/cancel", "/nothing", "*"]
        let isServed = (method, path) is ("GET", "/api/health") or ("GET", "/api/issues/a/responses") or ("DELETE", "/api/issues/a")
        let isStored = (method, path) is ("GET", "/api/issues/a")
        where path != "*" || method == "OPTIONS"
        select RawRequest.Bare($"{Short(method)} {path}", isStored ? Fate.Either : isServed ? Fate.Served : Fate.Refused, method, path);

    private static IEnumerable<RawRequest> Headers()
    {
        foreach (var accept in (string[])["", "*/*;q=0", "image/png", "text/event-stream;;;", "text/event-stream; protocol=", "text/event-stream; protocol=\"", "\u00ff\u00fe", string.Join(',', Enumerable.Repeat("a/b;q=0.1", 1_500)), "a/b;q=9e99"])
            yield return RawRequest.Post($"Accept {Short(accept)}", Fate.Served, Good, headers: $"Accept: {accept}");
        foreach (var coding in (string[])["", "*", "gzip;q=0", "br;q=x", ";;;", "gzip;q=1e-400", "\u00ff", string.Join(',', Enumerable.Repeat("x", 5_000))])
            yield return RawRequest.Post($"Accept-Encoding {Short(coding)}", Fate.Served, Good, headers: $"Accept-Encoding: {coding}");
        foreach (var header in (string[])["Cookie: " + new string('c', 10_000), "X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: \u001b[31m", "X-Original-URL: /admin", "X-HTTP-Method-Override: DELETE", "Origin: null", "Origin: \u001b[2Jhttp://x", "Referer: javascript:alert(1)", "User-Agent: () { :;}; echo", "traceparent: 00-zz-zz-zz", "traceparent: 00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff", "baggage: " + new string('b', 9_000), "Range: bytes=0-", "If-None-Match: *", "x-functions-key: wrong", "Authorization: Bearer a.b.c", "Authorization: Basic \u00ff", "Accept-Language: " + new string('x', 5_000), "TE: trailers", "Connection: keep-alive, close, x"])
            yield return RawRequest.Post($"header {Short(header)}", Fate.Served, Good, headers: header);
        foreach (var header in (string[])["x-functions-key: a\r\nx-functions-key: b", "Last-Event-ID: 1\r\nLast-Event-ID: 1", "Accept: a/b\r\nAccept: c/d", "Accept-Encoding: br\r\nAccept-Encoding: x"])
            yield return RawRequest.Post($"twice {header}", Fate.Served, Good, headers: header);
    }

    private static IEnumerable<RawRequest> NotHttp()
    {
        const string Rest = "Host: x\r\nConnection: close\r\n\r\n";
        foreach (var wire in (string[])
        [
            $"GET /api/%00 HTTP/1.1\r\n{Rest}", $"GET /api/issues/a%00b/responses HTTP/1.1\r\n{Rest}", $"GET /api/\0 HTTP/1.1\r\n{Rest}", $"GET /api/\u00ff HTTP/1.1\r\n{Rest}", $"GET {new string('a', 9_000)} HTTP/1.1\r\n{Rest}", $"GET /{new string('a', 9_000)} HTTP/1.1\r\n{Rest}",
            $"GET /api/health HTTP/9.9\r\n{Rest}", $"GET /api/health\r\n{Rest}", $"GET\r\n{Rest}", $"\u0016\u0003\u0001\u0002\0\u0001\0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", $"GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n", $"GET /api/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", $"GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n", $"GET /api/health HTTP/1.1\r\n: x\r\n{Rest}", $"GET /api/health HTTP/1.1\r\nA B: x\r\n{Rest}",
            $"GET /api/health HTTP/1.1\r\nX: a\0b\r\n{Rest}", $"GET /api/health HTTP/1.1\r\nX: a\rb\r\n{Rest}", $"GET /api/health HTTP/1.1\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 200))}{Rest}", $"GET /api/health HTTP/1.1\r\nX: {new string('x', 40_000)}\r\n{Rest}", $"POST /api/ai/refine HTTP/1.1\r\nContent-Length: -1\r\n{Rest}", $"POST /api/ai/refine HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n{Rest}", $"POST /api/ai/refine HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n{Rest}",
            $"POST /api/ai/refine HTTP/1.1\r\nTransfer-Encoding: gzip\r\n{Rest}", $"G(T /api/health HTTP/1.1\r\n{Rest}", "CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n\0", $"GET api/health HTTP/1.1\r\n{Rest}", "\r\n\r\n\r\n\r\n\0",
        ])
            yield return RawRequest.Wire($"wire {Short(wire)}", Fate.NotHttp, wire);
    }

    private static string Token(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…({text.Length})";
}
