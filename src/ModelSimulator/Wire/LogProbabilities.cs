namespace IssueAi.ModelSimulator.Wire;

/// <summary>
/// Made-up log-probabilities, the same every time for the same text. Tokens go in pairs, one as far above the mean as
/// the other is below, so the mean of a whole answer is the one asked for.
/// </summary>
internal sealed class LogProbabilities(double mean, ulong seed)
{
    private const double LargestSwing = 0.9;
    private static readonly string[] Words = [" the", " a", " and", " to", " of", " is", " it", " this", " when", " with"];

    public double Mean => mean;

    public double Of(IReadOnlyList<string> tokens, int index)
    {
        var first = index & ~1;
        if (first + 1 >= tokens.Count) return mean;

        var hash = StableHash.Of(tokens[first], seed + (ulong)first);
        var swing = LargestSwing * StableHash.ToUnit(hash);
        var firstIsAbove = (hash & 1) == 0;
        return mean * (firstIsAbove == (index == first) ? 1 - swing : 1 + swing);
    }

    /// <summary>Gets the alternative number <paramref name="rank"/>, from 1, never more likely than the token itself.</summary>
    public static (string Token, double LogProbability) Alternative(string token, double logProbability, int rank)
    {
        var start = (int)(StableHash.Of(token) % (ulong)Words.Length);
        var word = Words[(start + rank) % Words.Length];
        if (word == token) word = Words[start];

        var remaining = Math.Max(1 - Math.Exp(logProbability), 1e-9);
        return (word, Math.Min(logProbability, Math.Log(remaining * Math.Pow(0.5, rank))) - (rank * 0.001));
    }
}
