using IssueAi.Generation;

namespace IssueAi.Responses;

/// <summary>Tells beforehand what an answer may cost.</summary>
internal sealed class AnswerCost(OutputLimits limits)
{
    /// <summary>Gets about how many of the model's tokens an answer may cost at the most, question and answer.</summary>
    public long AtMost(AnswerRequest request)
    {
        var question = TokenEstimate.Of(
            [request.Action.Prompt.Instructions, request.Issue.Title, request.Issue.Description, .. request.Issue.Labels, request.Instructions]);

        // A new version is shown the old one.
        long answers = request.Regenerate ? 2 : 1;
        return question + (answers * limits.OfAnswer);
    }
}
