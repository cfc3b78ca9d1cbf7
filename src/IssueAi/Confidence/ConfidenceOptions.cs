namespace IssueAi.Confidence;

/// <summary>Settings <c>Confidence__…</c>: the scoring of responses.</summary>
public sealed class ConfidenceOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether a model without log-probabilities is asked for its confidence in a second,
    /// short call. The default is <see langword="true"/>; without it such a model's responses have no score.
    /// </summary>
    public bool SelfAssessment { get; set; } = true;
}
