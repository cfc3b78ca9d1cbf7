namespace IssueAi.Confidence;

/// <summary>Turns what tells how sure an answer is into its score, calibrated where there is a curve.</summary>
internal sealed class ConfidenceMeter(CalibrationCurves curves)
{
    /// <summary>Looks for the curve while the model still speaks, so that nobody waits for the table in the end.</summary>
    public void Prepare(AnswerSubject subject, string? model, ConfidenceMethod method) => _ = curves.FindAsync(KeyOf(subject, model, method));

    /// <summary>Scores an answer.</summary>
    /// <param name="raw">The score before calibration, 0 to 100.</param>
    /// <param name="method">Where it comes from.</param>
    /// <param name="subject">Whose answer it is.</param>
    /// <param name="model">What the model calls itself; null where it doesn't say.</param>
    public async Task<MeasuredConfidence> MeasureAsync(double raw, ConfidenceMethod method, AnswerSubject subject, string? model)
    {
        var curve = await curves.FindAsync(KeyOf(subject, model, method));
        return new(ConfidenceScore.Create(curve?.Apply(raw) ?? raw, method, calibrated: curve is not null), raw);
    }

    private static CalibrationKey KeyOf(AnswerSubject subject, string? model, ConfidenceMethod method) =>
        new(subject.Tenant, subject.Action, model ?? string.Empty, method);
}
