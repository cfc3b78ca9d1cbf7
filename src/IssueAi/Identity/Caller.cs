namespace IssueAi.Identity;

/// <summary>The caller of a request.</summary>
/// <param name="Tenant">The tenant whose data the caller may see; everything stored is keyed by it.</param>
/// <param name="Id">Identifies the caller within the tenant, for the limits: a subject or an address.</param>
internal sealed record Caller(string Tenant, string Id)
{
    /// <summary>The tenant of all callers where no tokens are required.</summary>
    public const string DefaultTenant = "default";

    private const string TokenPrefix = "token:";

    /// <summary>Names a caller by a token's subject.</summary>
    public static Caller OfSubject(string tenant, string subject) => new(tenant, $"subject {subject}");

    /// <summary>Names a caller by address.</summary>
    public static Caller OfAddress(string tenant, string address) => new(tenant, $"address {address}");

    /// <summary>
    /// Gives the tenant that a token names. A token may name any tenant; <c>default</c> is reserved for clients without tokens. That name,
    /// and names that begin with the prefix, get the prefix, so that two names never become one.
    /// </summary>
    public static string TenantOf(string named) =>
        named == DefaultTenant || named.StartsWith(TokenPrefix, StringComparison.Ordinal) ? TokenPrefix + named : named;
}
