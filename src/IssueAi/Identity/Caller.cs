namespace IssueAi.Identity;

/// <summary>Who makes a request.</summary>
/// <param name="Tenant">Whose data it may see: all that is stored is keyed by it.</param>
/// <param name="Id">Who it is among that tenant's callers, for the limits: a subject or an address.</param>
internal sealed record Caller(string Tenant, string Id)
{
    /// <summary>The tenant of all callers where no tokens are asked for.</summary>
    public const string DefaultTenant = "default";

    /// <summary>Names a caller by a token's subject.</summary>
    public static Caller OfSubject(string tenant, string subject) => new(tenant, $"subject {subject}");

    /// <summary>Names a caller by address.</summary>
    public static Caller OfAddress(string tenant, string address) => new(tenant, $"address {address}");
}
