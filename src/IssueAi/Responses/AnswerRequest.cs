using IssueAi.Actions;
using IssueAi.Issues;
using IssueAi.Responses.History;

namespace IssueAi.Responses;

/// <summary>A request for an answer, with everything that the answer depends on.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Action">The action.</param>
/// <param name="Issue">The issue.</param>
/// <param name="Instructions">The client's instructions; null for none.</param>
/// <param name="Language">The answer's language as a BCP 47 tag; null for the issue's own.</param>
/// <param name="Earlier">
/// Finds the answer that a new version improves on; null where no new version is requested.
/// </param>
internal sealed record AnswerRequest(
    string Tenant, IssueAction Action, Issue Issue, string? Instructions, string? Language, Task<FoundEarlierAnswer>? Earlier)
{
    /// <summary>Gets a value indicating whether to make a new version although there is one.</summary>
    public bool Regenerate => Earlier is not null;
}
