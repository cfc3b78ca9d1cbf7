namespace IssueAi.Http;

/// <summary>The position of the id in the routes that name an issue, below the host's prefix.</summary>
/// <param name="InQuery">The route that takes the id in the query.</param>
/// <param name="Before">The segment before the id in a path; null where it goes by the one after it.</param>
/// <param name="After">The segment after the id in a path, which is the path's last; null where it goes by the one before it.</param>
internal sealed record IssueRoute(string InQuery, string? Before = null, string? After = null)
{
    /// <summary>Gets the routes <c>issues/{issueId}</c>.</summary>
    public static IssueRoute Issue { get; } = new("issues", Before: "issues");

    /// <summary>Gets the route <c>issues/{issueId}/responses</c>.</summary>
    public static IssueRoute Responses { get; } = new("ai/responses", Before: "issues");

    /// <summary>Gets the route <c>ai/{action}/{issueId}/stream</c>.</summary>
    public static IssueRoute Stream { get; } = new("ai/{action}/stream", After: "stream");

    /// <summary>Finds the id's place among a path's segments; null where it isn't there.</summary>
    public int? Find(IReadOnlyList<string> segments)
    {
        var at = Before is not null ? IndexOf(segments, Before) + 1 : Is(segments[^1], After) ? segments.Count - 2 : 0;
        return at > 0 && at < segments.Count ? at : null;
    }

    private static int IndexOf(IReadOnlyList<string> segments, string text)
    {
        for (var at = 0; at < segments.Count; at++)
        {
            if (Is(segments[at], text)) return at;
        }

        return -1;
    }

    private static bool Is(string segment, string? text) => segment.Equals(text, StringComparison.OrdinalIgnoreCase);
}
