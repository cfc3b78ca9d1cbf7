namespace IssueAi.Confidence;

/// <summary>The shape of a calibration curve.</summary>
internal enum CalibrationKind
{
    /// <summary>A logistic curve of two parameters, for few ratings.</summary>
    Platt,

    /// <summary>A line that rises as the ratings do, for many.</summary>
    Isotonic,
}
