namespace IssueAi.Confidence;

/// <summary>
/// Computes one number from the tokens' log-probabilities: a weighted sum of the mean, the weakest token and the tail.
/// docs/confidence.md explains the parts and the weights.
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
    /// <param name="focus">The tokens of the prose that count; null for all except boilerplate.</param>
    /// <param name="block">
    /// The meaningful parts of the typed block after the prose, as ranges of bytes in the answer, in order. The block repeats
    /// the prose, and models are always sure of repetitions: it counts only where the prose isn't in the expected form.
    /// </param>
    /// <returns>The score; null where the model gave no log-probabilities.</returns>
    public static double? Of(TokenTrace trace, ScoreFocus? focus, IReadOnlyList<Range> block)
    {
        if (trace.Tokens.IsEmpty) return null;

        var selected = Select(trace, focus, block);
        var whole = Math.Exp(selected.Average());
        var weakest = 1 / (1 + (selected.Min() / HalfWeakest));
        var tail = selected.TakeLast((selected.Count + TailDivisor - 1) / TailDivisor).Average(token => 1 - Entropy(token));
        return 100 * ((WholeWeight * whole) + (WeakestWeight * weakest) + (TailWeight * tail));
    }

    private static List<double> Select(TokenTrace trace, ScoreFocus? focus, IReadOnlyList<Range> block)
    {
        var ranges = block.Select(range => (Start: range.Start.GetOffset(trace.Length), End: range.End.GetOffset(trace.Length))).ToArray();
        var proseEnd = ranges.Length > 0 ? ranges[0].Start : trace.Length;

        var found = Find(trace, token => IsProse(token) && (focus is null ? token.CarriesMeaning : token.Place == focus.First));
        if (found.Count == 0) found = Find(trace, token => (IsProse(token) && token.Place == focus?.Otherwise) || IsOfBlock(token));
        if (found.Count == 0) found = Find(trace, token => token.CarriesMeaning);

        // An answer of symbols only is still an answer.
        return found.Count > 0 ? found : Find(trace, _ => true);

        bool IsProse(TokenTrace.Token token) => token.End <= proseEnd;
        bool IsOfBlock(TokenTrace.Token token) => token.CarriesMeaning && ranges.Any(range => token.Start < range.End && token.End > range.Start);
    }

    private static List<double> Find(TokenTrace trace, Func<TokenTrace.Token, bool> isWanted)
    {
        var found = new List<double>(trace.Tokens.Length);
        foreach (var token in trace.Tokens)
        {
            if (isWanted(token)) found.Add(token.LogProbability);
        }

        return found;
    }

    /// <summary>
    /// The entropy, in bits, of "this token or any other". A probability below one half counts as undecided: the entropy
    /// would fall again there, as if an unlikely token were certain.
    /// </summary>
    private static double Entropy(double logProbability)
    {
        var probability = Math.Exp(logProbability);
        if (probability <= 0.5) return 1;
        return probability >= 1 ? 0 : -((probability * Math.Log2(probability)) + ((1 - probability) * Math.Log2(1 - probability)));
    }
}
