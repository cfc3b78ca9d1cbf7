namespace IssueAi.Confidence;

/// <summary>Which tokens of an answer's prose tell how sure it is.</summary>
/// <param name="First">Where they stand.</param>
/// <param name="Otherwise">Where else to look in an answer that has none there; null for nowhere.</param>
internal sealed record ScoreFocus(TokenPlace First, TokenPlace? Otherwise = null)
{
    private static readonly ScoreFocus Numbers = new(TokenPlace.SectionNumber, TokenPlace.TextNumber);
    private static readonly ScoreFocus Subtasks = new(TokenPlace.Subheading);

    /// <summary>Finds what matters most in an action's answers; null where all that isn't boilerplate does.</summary>
    public static ScoreFocus? Of(string action) => action switch
    {
        "estimate" => Numbers,
        "breakdown" => Subtasks,
        _ => null,
    };
}
