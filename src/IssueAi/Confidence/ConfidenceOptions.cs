namespace IssueAi.Confidence;

/// <summary>Settings <c>Confidence__…</c>: how an answer is scored.</summary>
public sealed class ConfidenceOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether a model that tells no log-probabilities is asked how sure it is, in a second,
    /// short call. The default is <see langword="true"/>; without it such a model's answers have no score.
    /// </summary>
    public bool SelfAssessment { get; set; } = true;
}
