using IssueAi.Confidence;

namespace IssueAi.Http;

/// <summary>Reads the body of feedback: <c>{"rating":"up"}</c>, and whether the user used the response.</summary>
internal static class FeedbackReader
{
    public static AnswerFeedback Read(PropertyReader properties) => new(
        properties.Required("rating", text => text is Ratings.Up or Ratings.Down ? null : "must be 'up' or 'down'"),
        properties.OptionalFlag("accepted"),
        properties.Share("editDistance"));
}
