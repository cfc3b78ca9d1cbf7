namespace IssueAi.Confidence;

/// <summary>Turns a raw score into the displayed one, calibrated if there is a curve.</summary>
internal sealed class ConfidenceMeter(CalibrationCurves curves)
{
    /// <summary>Reads the curve in advance, so that the answer's end doesn't wait for the table.</summary>
    public void Prepare(CalibrationKey key) => _ = curves.FindAsync(key);

    /// <summary>Scores an answer.</summary>
    /// <param name="raw">The score before calibration, 0 to 100.</param>
    /// <param name="key">Which calibration it belongs to.</param>
    public async Task<MeasuredConfidence> MeasureAsync(double raw, CalibrationKey key)
    {
        var curve = await curves.FindAsync(key);
        return new(ConfidenceScore.Create(curve?.Apply(raw) ?? raw, key.Method, calibrated: curve is not null), raw);
    }
}
