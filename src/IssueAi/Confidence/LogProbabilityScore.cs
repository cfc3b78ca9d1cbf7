namespace IssueAi.Confidence;

/// <summary>
/// Makes one number of how likely the model thought its own words: a weighted sum of how sure it was on the whole, at its
/// weakest word, and towards the end. docs/confidence.md says why these three, and in these proportions.
/// </summary>
internal static class LogProbabilityScore
{
    // The weights add up to 1.
    private const double WholeWeight = 0.6;
    private const double WeakestWeight = 0.15;
    private const double TailWeight = 0.25;

    // At this log-probability, some 2 %, the weakest word counts half.
    private const double HalfWeakest = -4;

    // The tail is the last quarter.
    private const int TailDivisor = 4;

    /// <summary>Scores an answer: 0 to 100, higher is surer, strictly lower where every log-probability is lower.</summary>
    /// <param name="trace">The answer's tokens.</param>
    /// <param name="meaningful">
    /// The parts of the answer that matter, as ranges of bytes in it. Where there are none, or none holds a token with
    /// meaning, all that isn't boilerplate matters.
    /// </param>
    /// <returns>The score; null where the model told no log-probabilities.</returns>
    public static double? Of(TokenTrace trace, IReadOnlyList<Range> meaningful)
    {
        var selected = Select(trace, meaningful);
        if (selected.Count == 0) return null;

        var whole = Math.Exp(selected.Average());
        var weakest = 1 / (1 + (selected.Min() / HalfWeakest));
        var tail = selected.TakeLast((selected.Count + TailDivisor - 1) / TailDivisor).Average(token => 1 - Entropy(token));
        return 100 * ((WholeWeight * whole) + (WeakestWeight * weakest) + (TailWeight * tail));
    }

    private static List<double> Select(TokenTrace trace, IReadOnlyList<Range> meaningful)
    {
        var inRanges = new List<double>();
        var inProse = new List<double>(trace.Tokens.Length);
        foreach (var token in trace.Tokens)
        {
            if (token.CarriesMeaning) inProse.Add(token.LogProbability);
            if (IsInAny(token, meaningful, trace.Length)) inRanges.Add(token.LogProbability);
        }

        if (inRanges.Count > 0) return inRanges;
        if (inProse.Count > 0) return inProse;

        // An answer of nothing but signs is still an answer.
        foreach (var token in trace.Tokens) inProse.Add(token.LogProbability);
        return inProse;
    }

    private static bool IsInAny(TokenTrace.Token token, IReadOnlyList<Range> ranges, int length)
    {
        foreach (var range in ranges)
        {
            if (token.IsIn(range, length)) return true;
        }

        return false;
    }

    /// <summary>
    /// The entropy, in bits, of "this token or any other". Less likely than not is wholly undecided: beyond that the entropy
    /// would fall again, as if a model that said what it hardly believed were sure.
    /// </summary>
    private static double Entropy(double logProbability)
    {
        var probability = Math.Exp(logProbability);
        if (probability <= 0.5) return 1;
        return probability >= 1 ? 0 : -((probability * Math.Log2(probability)) + ((1 - probability) * Math.Log2(1 - probability)));
    }
}
