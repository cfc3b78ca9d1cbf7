namespace IssueAi.Responses.Storage;

/// <summary>A response that a user has just rated.</summary>
/// <param name="Summary">The response, with the feedback.</param>
/// <param name="IsFirstOfRater">Whether the rating counts for a calibration and the rater hadn't rated the response before.</param>
internal sealed record RatedResponse(ResponseSummary Summary, bool IsFirstOfRater);
