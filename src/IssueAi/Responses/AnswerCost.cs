using IssueAi.Generation;
using IssueAi.RateLimiting;
using IssueAi.Streaming;
using Microsoft.Extensions.Options;

namespace IssueAi.Responses;

/// <summary>Calculates the highest possible cost of a response in advance.</summary>
internal sealed class AnswerCost(OutputLimits limits, IOptions<StreamingOptions> streaming)
{
    // From the reservation to the model: a few storage operations.
    private static readonly TimeSpan BeforeTheModel = TimeSpan.FromMinutes(1);

    /// <summary>Estimates the most tokens that an answer may cost, prompt and answer together, and the longest that it may run.</summary>
    public TokenReservation AtMost(AnswerRequest request)
    {
        var question = TokenEstimate.Of(
            [request.Action.Prompt.Instructions, request.Issue.Title, request.Issue.Description, .. request.Issue.Labels, request.Instructions]);

        // The prompt of a new version holds the old one.
        long answers = request.Regenerate ? 2 : 1;
        return new(question + (answers * limits.OfAnswer), BeforeTheModel + streaming.Value.MaxResponse());
    }
}
