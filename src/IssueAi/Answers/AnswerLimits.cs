namespace IssueAi.Answers;

/// <summary>How large results may be. What the model writes beyond is cut.</summary>
internal static class AnswerLimits
{
    /// <summary>The most UTF-16 units of a title, as of an issue's.</summary>
    public const int Title = 300;

    /// <summary>The most UTF-16 units of a description, as of an issue's.</summary>
    public const int Description = 32_000;

    /// <summary>The most UTF-16 units of an acceptance criterion or an assumption.</summary>
    public const int Line = 1_000;

    /// <summary>The most entries of any list.</summary>
    public const int Entries = 50;

    /// <summary>The most points. The scale that the prompts name ends at 21; teams have others.</summary>
    public const double Points = 100;

    public const double Hours = 10_000;

    /// <summary>The least points and hours: nothing is done in none.</summary>
    public const double MinSize = 0.1;
}
