namespace IssueAi.Confidence;

/// <summary>Which tokens tell how sure an answer is, by what was asked for.</summary>
internal static class ScoreFocus
{
    /// <summary>Finds the place that matters most in an action's answers; null where all that isn't boilerplate does.</summary>
    public static TokenPlace? Of(string action) => action switch
    {
        "estimate" => TokenPlace.SectionNumber,
        "breakdown" => TokenPlace.Subheading,
        _ => null,
    };
}
