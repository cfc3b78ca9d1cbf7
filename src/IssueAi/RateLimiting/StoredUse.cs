using Azure;

namespace IssueAi.RateLimiting;

/// <summary>A caller's usage in the table.</summary>
/// <param name="Use">The use.</param>
/// <param name="Tag">The row's version; null when there is no row.</param>
/// <param name="Writes">The ids of the latest writes, the last one at the end. They identify a write whose reply was lost.</param>
internal sealed record StoredUse(CallerUse Use, ETag? Tag, IReadOnlyList<string> Writes)
{
    // An instance learns of a write in doubt with its next one, seconds later; others have written a few times until then.
    private const int KeptWrites = 32;

    public static StoredUse None { get; } = new(CallerUse.None, Tag: null, []);

    /// <summary>Gets the id of the latest write.</summary>
    public string LatestWrite => Writes[^1];

    /// <summary>Gives the row that a further write leaves, which has an id of its own.</summary>
    public StoredUse Next(CallerUse use) => this with { Use = use, Writes = [.. Writes.TakeLast(KeptWrites - 1), Guid.NewGuid().ToString("N")] };
}
