using IssueAi.Confidence;
using IssueAi.Responses.Storage;

namespace IssueAi.Responses;

/// <summary>Remembers what users say of answers, and has the confidence learn from it.</summary>
internal sealed class ResponseRatings(ResponseStore responses, HistoryStore history, FeedbackStore feedback, Calibrator calibrator)
{
    /// <summary>Rates a response <c>up</c> or <c>down</c>, in place of an earlier rating.</summary>
    /// <returns>Whether the tenant has a response of this id.</returns>
    public async Task<bool> RateAsync(string tenant, string responseId, string rating, CancellationToken cancellationToken)
    {
        if (await responses.FindAsync(tenant, responseId, afterRow: int.MaxValue, cancellationToken) is null) return false;
        if (await responses.RateAsync(responseId, rating, cancellationToken) is not { } rated) return false;

        await Task.WhenAll(history.PutAsync(rated, cancellationToken), RememberAsync(rated, rating, cancellationToken));

        // Beside the request, which has nothing to wait for.
        if (rated.CalibrationKey is { } key) _ = calibrator.FitIfDueAsync(key);
        return true;
    }

    // Without a score there is nothing to calibrate.
    private Task RememberAsync(ResponseSummary rated, string rating, CancellationToken cancellationToken) =>
        rated is { CalibrationKey: { } key, Confidence.Raw: var score }
            ? feedback.PutAsync(key, rated.ResponseId, score, rating, rated.CreatedAt, cancellationToken)
            : Task.CompletedTask;
}
