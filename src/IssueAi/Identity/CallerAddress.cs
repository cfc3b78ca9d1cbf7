using System.Net;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Identity;

/// <summary>
/// Finds the address that a request comes from. Only the entry of the outermost trusted proxy counts: the client may have
/// sent the entries further left.
/// </summary>
internal static class CallerAddress
{
    private const string Unknown = "unknown";

    // Providers assign a /64 network to one customer, and each request may use another address of it.
    private const int Ipv6NetworkBytes = 8;

    /// <summary>Gives the address; of IPv6 the /64 network. Where the header has no address in its place, the connection's.</summary>
    public static string Of(HttpContext context, ProxyOptions options)
    {
        var address = Forwarded(context.Request.Headers, options) ?? context.Connection.RemoteIpAddress;
        return address is null ? Unknown : Describe(address);
    }

    private static IPAddress? Forwarded(IHeaderDictionary headers, ProxyOptions options)
    {
        if (options.TrustedProxies == 0) return null;

        // Several lines of a header are one list, in their order.
        var entries = string.Join(',', headers[options.ClientAddressHeader].AsEnumerable()).Split(',', StringSplitOptions.TrimEntries);
        return entries.Length >= options.TrustedProxies ? Parse(entries[^options.TrustedProxies]) : null;
    }

    private static IPAddress? Parse(string entry) =>
        entry.AsSpan().IndexOfAny('.', ':') >= 0 && IPEndPoint.TryParse(entry.Trim('"'), out var endpoint) ? endpoint.Address : null;

    private static string Describe(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return bytes.Length <= Ipv6NetworkBytes ? address.ToString() : Convert.ToHexStringLower(bytes.AsSpan(0, Ipv6NetworkBytes));
    }
}
