using System.Text.Json;
using Azure.Data.Tables;
using IssueAi.Confidence;

namespace IssueAi.Responses.Storage;

/// <summary>The columns that hold a response's feedback, on its head row and its history row. Writes of a summary leave them alone.</summary>
internal static class FeedbackColumns
{
    private const string RatingColumn = "Rating";
    private const string FeedbackColumn = "Feedback";

    /// <summary>Puts feedback on a row, in place of all earlier feedback.</summary>
    public static void Write(TableEntity row, AnswerFeedback feedback)
    {
        row[RatingColumn] = feedback.Rating;
        row[FeedbackColumn] = JsonSerializer.Serialize(feedback, ResponseStorageJsonContext.Default.AnswerFeedback);
    }

    /// <summary>Completes a summary by the feedback on its row, if there is any.</summary>
    public static ResponseSummary Complete(ResponseSummary summary, TableEntity row)
    {
        if (row.GetString(FeedbackColumn) is { } feedback)
            return summary with { Feedback = JsonSerializer.Deserialize(feedback, ResponseStorageJsonContext.Default.AnswerFeedback) };

        // Rows from before there was more hold the rating alone.
        return row.GetString(RatingColumn) is { } rating ? summary with { Rating = rating } : summary;
    }
}
