namespace IssueAi.Bench.Race.Model;

/// <summary>How the model answers from now on.</summary>
/// <param name="IntervalMs">The time between two tokens; 0 sends one after the other, each by itself as a service does that flushes each.</param>
/// <param name="Tokens">How many tokens an answer has.</param>
/// <param name="HasLogProbabilities">Whether the model has log-probabilities to give, where it is asked for them.</param>
internal sealed record ModelScript(double IntervalMs, int Tokens = ModelScript.UsualTokens, bool HasLogProbabilities = true)
{
    public const int UsualTokens = 200;

    /// <summary>Gets a value indicating whether an answer goes out in one piece, where there is no interval.</summary>
    public bool IsInOnePiece { get; init; }
}
