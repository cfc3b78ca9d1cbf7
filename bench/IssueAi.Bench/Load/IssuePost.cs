using System.Text.Json;

namespace IssueAi.Bench.Load;

/// <summary>A request's body of a typical size, with all properties.</summary>
internal sealed record IssuePost(string IssueId, byte[] Json)
{
    private const string Description =
        "Since Tuesday the Pay button does nothing for carts with a voucher. Without a voucher it works. The console says: " +
        "TypeError: total is undefined. Customers call us about it. Steps: put anything into the cart, enter a voucher, press Pay.";

    private static readonly string[] Labels = ["bug"];

    public static IssuePost Create(string issueId, bool regenerate = false) => new(issueId, JsonSerializer.SerializeToUtf8Bytes(new
    {
        issueId, title = "Checkout fails", description = Description, labels = Labels, regenerate,
    }));

    /// <summary>Makes a request that relies on the stored issue.</summary>
    public static IssuePost CreateShort(string issueId, bool regenerate = false, string instructions = "Short.") =>
        new(issueId, JsonSerializer.SerializeToUtf8Bytes(new { issueId, regenerate, instructions }));
}
