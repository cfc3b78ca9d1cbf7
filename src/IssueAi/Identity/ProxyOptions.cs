using System.ComponentModel.DataAnnotations;

namespace IssueAi.Identity;

/// <summary>Settings <c>RateLimit__…</c> as well: the proxies in front of the service, which report a client's address.</summary>
public sealed class ProxyOptions
{
    /// <summary>
    /// Gets or sets how many trusted proxies stand in front of the service. Each adds an entry to
    /// <see cref="ClientAddressHeader"/>; the client's address is this entry, counted from the right. 0 takes the connection's
    /// address. The default is 1.
    /// </summary>
    [Range(0, int.MaxValue, ErrorMessage = "must be zero or more")]
    public int TrustedProxies { get; set; } = 1;

    /// <summary>Gets or sets the header that proxies add a client's address to. The default is <c>X-Forwarded-For</c>.</summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+", ErrorMessage = "isn't the name of a header")]
    public string ClientAddressHeader { get; set; } = "X-Forwarded-For";
}
