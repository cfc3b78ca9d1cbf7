using System.Text.Json.Serialization;

namespace IssueAi.Confidence;

/// <summary>A user's feedback on a response.</summary>
/// <param name="Rating">The rating: <see cref="Ratings.Up"/> or <see cref="Ratings.Down"/>.</param>
/// <param name="Accepted">Whether the user took the answer over; null where nothing tells.</param>
/// <param name="EditDistance">How much of it was changed before, 0 to 1; null where nothing tells.</param>
internal sealed record AnswerFeedback(
    string Rating,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Accepted = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? EditDistance = null)
{
    /// <summary>How much of an answer may be changed while it still counts as taken over as it is.</summary>
    public const double SmallEditDistance = 0.2;

    /// <summary>
    /// Gets a value indicating whether the response counts as good. A response that was used nearly unchanged counts as good, regardless of the
    /// rating; of all others the rating tells.
    /// </summary>
    [JsonIgnore]
    public bool IsGood => Rating == Ratings.Up || (Accepted == true && (EditDistance ?? 0) <= SmallEditDistance);
}
