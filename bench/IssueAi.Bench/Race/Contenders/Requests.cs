using System.Text;
using System.Text.Json;
using IssueAi.Bench.Race.Load;

namespace IssueAi.Bench.Race.Contenders;

/// <summary>The clients' requests, with placeholders for their numbers.</summary>
internal static class Requests
{
    private const string Description =
        "Since Tuesday the Pay button does nothing for carts with a voucher. Without a voucher it works. The console says: " +
        "TypeError: total is undefined. Customers call us about it. Steps: put anything into the cart, enter a voucher, press Pay. " +
        "Seen by " + CallerRequest.Caller + ".";

    private static readonly string[] Labels = ["bug"];

    /// <summary>Gets a request for a response about an issue.</summary>
    public static byte[] Issue(string headers = "") => Post("/api/ai/refine", headers, JsonSerializer.Serialize(new
    {
        issueId = "bench/shop#" + CallerRequest.Caller, title = "Checkout fails", description = Description, labels = Labels,
    }));

    /// <summary>Gets a request that the server forwards to the model unchanged.</summary>
    public static byte[] Model(string body) => Post("/openai/deployments/bench/chat/completions?api-version=2024-10-21", "api-key: bench\r\n", body);

    private static byte[] Post(string path, string headers, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nX-Forwarded-For: {CallerRequest.Address}\r\n" +
        $"{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
