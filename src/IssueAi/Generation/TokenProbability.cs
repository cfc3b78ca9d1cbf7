namespace IssueAi.Generation;

/// <summary>The log-probability of one token.</summary>
/// <param name="LogProbability">
/// The natural logarithm of the token's probability, <see cref="Lowest"/> to 0; <see cref="float.NaN"/> where the model didn't say.
/// </param>
/// <param name="Length">How many bytes of the step's text (<see cref="Generation.ModelUpdate.Text"/>, escaped UTF-8) the token is.</param>
internal readonly record struct TokenProbability(float LogProbability, int Length)
{
    /// <summary>
    /// About 2e-9. Servers write the log-probability of an impossible token as -9999 or as an infinite number; one such token
    /// must not dominate an answer.
    /// </summary>
    public const float Lowest = -20;

    /// <summary>Creates one from a server's number, which may be no valid log-probability.</summary>
    public static TokenProbability Create(double logProbability, int length) =>
        new((float)Math.Clamp(logProbability, Lowest, 0), length);
}
