using IssueAi.Confidence;
using IssueAi.Identity;
using IssueAi.Responses.Live;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses;

/// <summary>Stores users' feedback on responses, and passes it to the calibration.</summary>
internal sealed class ResponseRatings(LiveResponses live, ResponseStore responses, ResponseArchive archive, Calibrator calibrator)
{
    /// <summary>Stores feedback on a response that has ended, in place of earlier feedback.</summary>
    public async Task<RatingOutcome> RateAsync(Caller rater, string responseId, AnswerFeedback said, CancellationToken cancellationToken)
    {
        if (await CheckAsync(rater.Tenant, responseId, cancellationToken) is var outcome and not RatingOutcome.Stored) return outcome;
        if (await archive.RateAsync(rater, responseId, said, cancellationToken) is not { } rated) return RatingOutcome.Unknown;

        // In the background: the request doesn't wait for it. A changed rating waits for the timer.
        if (rated is { IsFirstOfRater: true, Summary.CalibrationKey: { } key }) _ = calibrator.FitIfDueAsync(key);
        return RatingOutcome.Stored;
    }

    private async Task<RatingOutcome> CheckAsync(string tenant, string responseId, CancellationToken cancellationToken)
    {
        // A response that runs here may not be in the table yet.
        if (live.TryGet(responseId, out var here) && here.Tenant == tenant && here.Produced is not null && !here.Log.HasEnded) return RatingOutcome.Running;
        if (await responses.FindAsync(tenant, responseId, afterRow: int.MaxValue, cancellationToken) is not { } head) return RatingOutcome.Unknown;
        if (head.Summary.State != ResponseState.Running) return RatingOutcome.Stored;

        // One whose producer has died will never end by itself.
        return head.IsAbandoned && await archive.EndAbandonedAsync(head, ErrorCode.Interrupted, cancellationToken) is not null
            ? RatingOutcome.Stored
            : RatingOutcome.Running;
    }
}
