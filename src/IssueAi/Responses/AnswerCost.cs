using IssueAi.Generation;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses;

/// <summary>Estimates the tokens of an answer before it is generated.</summary>
internal sealed class AnswerCost(IOptions<GenerationOptions> options)
{
    /// <summary>Estimates the most tokens that an answer may cost, prompt and answer together.</summary>
    public long AtMost(AnswerRequest request)
    {
        var question = TokenEstimate.Of(
            [request.Action.Prompt.Instructions, request.Issue.Title, request.Issue.Description, .. request.Issue.Labels, request.Instructions]);

        // The prompt of a new version holds the old one.
        long answers = request.Regenerate ? 2 : 1;
        return question + (answers * options.Value.MaxOutputTokens);
    }
}
