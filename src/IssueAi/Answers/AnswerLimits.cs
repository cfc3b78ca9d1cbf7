namespace IssueAi.Answers;

/// <summary>The maximum sizes of results. Longer values are cut.</summary>
internal static class AnswerLimits
{
    /// <summary>The maximum UTF-16 units of a title, the same as an issue's.</summary>
    public const int Title = 300;

    /// <summary>The maximum UTF-16 units of a description, the same as an issue's.</summary>
    public const int Description = 32_000;

    /// <summary>The maximum UTF-16 units of an acceptance criterion or an assumption.</summary>
    public const int Line = 1_000;

    /// <summary>The maximum entries of a list.</summary>
    public const int Entries = 50;

    /// <summary>The maximum points. The prompts' scale ends at 21; teams have other scales.</summary>
    public const double Points = 100;

    public const double Hours = 10_000;

    /// <summary>The minimum points and hours.</summary>
    public const double MinSize = 0.1;
}
