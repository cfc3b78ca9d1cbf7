using IssueAi.Actions;
using IssueAi.Issues;
using IssueAi.Responses.History;

namespace IssueAi.Responses;

/// <summary>A request for an answer with everything known that it depends on.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Action">What to do.</param>
/// <param name="Issue">For what.</param>
/// <param name="Instructions">The caller's wish about the answer; null for none.</param>
/// <param name="Language">The answer's language as a BCP 47 tag; null for the issue's own.</param>
/// <param name="Earlier">
/// The answer that a new version is to improve on, on its way, and none where there is none; null where no new version is asked for.
/// </param>
internal sealed record AnswerRequest(
    string Tenant, IssueAction Action, Issue Issue, string? Instructions, string? Language, Task<EarlierAnswer?>? Earlier)
{
    /// <summary>Gets a value indicating whether to make a new version although there is one.</summary>
    public bool Regenerate => Earlier is not null;
}
