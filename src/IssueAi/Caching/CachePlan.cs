namespace IssueAi.Caching;

/// <summary>A response's place in the cache.</summary>
/// <param name="ElectedKey">The key that it was elected under; null when it isn't shared.</param>
/// <param name="ServedKeys">Further keys that point to it once it is complete: those of the requests that it is a new version for.</param>
internal sealed record CachePlan(string? ElectedKey, IReadOnlyList<string> ServedKeys)
{
    /// <summary>Gets the plan of a response that is neither shared nor cached.</summary>
    public static CachePlan None { get; } = new(null, []);

    /// <summary>Gets the key under which requests on this instance share the response while it runs; by default the elected one.</summary>
    public string? SharedKey { get; init; } = ElectedKey;

    /// <summary>Gets all keys that may point to the response.</summary>
    public IReadOnlyList<string> AllKeys => ElectedKey is null ? ServedKeys : [ElectedKey, .. ServedKeys];
}
