namespace IssueAi.Generation;

/// <summary>How likely the model thought one token of its answer.</summary>
/// <param name="LogProbability">
/// The natural logarithm of the token's probability, <see cref="Lowest"/> to 0; <see cref="float.NaN"/> where the model didn't say.
/// </param>
/// <param name="Length">How many bytes of the step's text (<see cref="Generation.ModelUpdate.Text"/>, escaped UTF-8) the token is.</param>
internal readonly record struct TokenProbability(float LogProbability, int Length)
{
    /// <summary>
    /// Two in a thousand million. Servers write what they hold for impossible as -9999 or as a number beyond any; one such
    /// token must not outweigh an answer.
    /// </summary>
    public const float Lowest = -20;

    /// <summary>Makes one from what a server says, which may be no logarithm of a probability.</summary>
    public static TokenProbability Create(double logProbability, int length) =>
        new((float)Math.Clamp(logProbability, Lowest, 0), length);
}
