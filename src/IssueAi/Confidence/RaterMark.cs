using IssueAi.Identity;
using IssueAi.Tables;

namespace IssueAi.Confidence;

/// <summary>
/// Distinguishes the raters of one curve without identifying them: four digits of a hash of the curve and the caller. Many
/// addresses and subjects have the same mark, and a caller has another one for each curve, so a mark identifies no caller.
/// </summary>
internal static class RaterMark
{
    // Raters who share a mark count as one: too strict, and rare among the raters of one curve.
    private const int Digits = 4;

    public static string Of(CalibrationKey key, Caller rater)
    {
        using var hasher = new PartHasher();
        return hasher.Add(key.Partition).Add(rater.Tenant).Add(rater.Id).Finish()[..Digits];
    }
}
