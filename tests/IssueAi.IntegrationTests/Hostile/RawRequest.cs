using System.Globalization;
using System.Text;

namespace IssueAi.IntegrationTests.Hostile;

/// <summary>A request as bytes on the wire: no client library corrects its defects.</summary>
/// <param name="Name">The defect.</param>
/// <param name="Bytes">All bytes to send.</param>
/// <param name="Fate">The allowed outcome.</param>
internal sealed record RawRequest(string Name, byte[] Bytes, Fate Fate)
{
    private const string Json = "Content-Type: application/json";

    /// <summary>A request without a body.</summary>
    public static RawRequest Bare(string name, Fate fate, string method, string target, params string[] headers) =>
        new(name, Head(method, target, headers), fate);

    /// <summary>A request with a JSON body, in UTF-8.</summary>
    public static RawRequest Post(string name, Fate fate, string json, string target = "/api/ai/refine", params string[] headers) =>
        WithBody(name, fate, "POST", target, Encoding.UTF8.GetBytes(json), [Json, .. headers]);

    /// <summary>A request with any body and its length.</summary>
    public static RawRequest WithBody(string name, Fate fate, string method, string target, byte[] body, params string[] headers) =>
        new(name, [.. Head(method, target, [.. headers, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")]), .. body], fate);

    /// <summary>A request with a chunked body and no length.</summary>
    public static RawRequest Chunked(string name, Fate fate, byte[] body, int chunk)
    {
        var bytes = new List<byte>(Head("POST", "/api/ai/refine", [Json, "Transfer-Encoding: chunked"]));
        foreach (var part in body.Chunk(chunk))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n")));
            bytes.AddRange(part);
            bytes.AddRange("\r\n"u8);
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return new(name, [.. bytes], fate);
    }

    /// <summary>Bytes that needn't be HTTP; one character is one byte.</summary>
    public static RawRequest Wire(string name, Fate fate, string latin1) => new(name, Encoding.Latin1.GetBytes(latin1), fate);

    private static byte[] Head(string method, string target, string[] headers) => Encoding.UTF8.GetBytes(
        $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");
}
