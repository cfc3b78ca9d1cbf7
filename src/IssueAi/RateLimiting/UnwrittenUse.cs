using System.Collections.Immutable;

namespace IssueAi.RateLimiting;

/// <summary>Usage that isn't known to be in the table.</summary>
/// <param name="Use">The usage.</param>
/// <param name="WritesInDoubt">The writes of it whose outcome isn't known: one of them may have put it into the table.</param>
internal sealed record UnwrittenUse(CallerUse Use, ImmutableHashSet<string> WritesInDoubt)
{
    public static UnwrittenUse Of(CallerUse use) => new(use, []);
}
