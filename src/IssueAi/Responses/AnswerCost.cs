using IssueAi.Generation;

namespace IssueAi.Responses;

/// <summary>Tells beforehand what an answer may cost.</summary>
internal sealed class AnswerCost(OutputLimits limits)
{
    /// <summary>Estimates the most tokens that an answer may cost, prompt and answer together.</summary>
    public long AtMost(AnswerRequest request)
    {
        var question = TokenEstimate.Of(
            [request.Action.Prompt.Instructions, request.Issue.Title, request.Issue.Description, .. request.Issue.Labels, request.Instructions]);

        // The prompt of a new version holds the old one.
        long answers = request.Regenerate ? 2 : 1;
        return question + (answers * limits.OfAnswer);
    }
}
