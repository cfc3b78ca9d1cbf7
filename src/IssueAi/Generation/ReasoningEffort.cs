namespace IssueAi.Generation;

/// <summary>How hard a model should think before it answers.</summary>
public enum ReasoningEffort
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As little as possible.</summary>
    Minimal,

    /// <summary>A little.</summary>
    Low,

    /// <summary>More than that.</summary>
    Medium,

    /// <summary>Much.</summary>
    High,
}
