using IssueAi.Confidence;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses;

/// <summary>Stores ratings, and updates the calibration of the confidence.</summary>
internal sealed class ResponseRatings(ResponseStore responses, HistoryStore history, FeedbackStore feedback, Calibrator calibrator)
{
    /// <summary>Rates a response <c>up</c> or <c>down</c>; replaces an earlier rating.</summary>
    /// <returns>Whether the tenant has a response with this id.</returns>
    public async Task<bool> RateAsync(string tenant, string responseId, string rating, CancellationToken cancellationToken)
    {
        if (await responses.FindAsync(tenant, responseId, afterRow: int.MaxValue, cancellationToken) is null) return false;
        if (await responses.RateAsync(responseId, rating, cancellationToken) is not { } rated) return false;

        await Task.WhenAll(history.PutAsync(rated, cancellationToken), RememberAsync(rated, rating, cancellationToken));

        // In the background: the request doesn't wait for it.
        if (rated.CalibrationKey is { } key) _ = calibrator.FitIfDueAsync(key);
        return true;
    }

    // Without a score there is nothing to calibrate.
    private Task RememberAsync(ResponseSummary rated, string rating, CancellationToken cancellationToken) =>
        rated is { CalibrationKey: { } key, Confidence.Raw: var score }
            ? feedback.PutAsync(key, rated.ResponseId, score, rating, rated.CreatedAt, cancellationToken)
            : Task.CompletedTask;
}
