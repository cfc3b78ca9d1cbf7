using IssueAi.Tables;

namespace IssueAi.Caching;

/// <summary>
/// Everything that an answer depends on: requests with equal parts may share one. <c>Options</c> are the settings that
/// shape an answer, as text; <c>ParentId</c> is the answer to improve on, null for a first one.
/// </summary>
internal sealed record CacheKeyParts(
    string Tenant,
    string Action,
    string IssueId,
    string? Title,
    string Description,
    IReadOnlyList<string> Labels,
    string? Instructions,
    string? Language,
    string Provider,
    string Deployment,
    string PromptVersion,
    string Options,
    string? ParentId = null)
{
    /// <summary>Gives the cache key: 64 lower hexadecimal digits that differ whenever a part does.</summary>
    public string ToKey()
    {
        using var hasher = new PartHasher();
        return hasher
            .Add(Tenant)
            .Add(Action)
            .Add(IssueId)
            .Add(Title is null ? null : IssueTexts.Normalize(Title))
            .Add(IssueTexts.Normalize(Description))
            .Add([.. Labels.Select(IssueTexts.Normalize)])
            .Add(Instructions)
            .Add(Language)
            .Add(Provider)
            .Add(Deployment)
            .Add(PromptVersion)
            .Add(Options)
            .Add(ParentId)
            .Finish();
    }
}
