namespace IssueAi.Bench.Race.Model;

/// <summary>The model's behaviour for all further answers.</summary>
/// <param name="IntervalMs">The time between two tokens; 0 sends them without pauses, each in a separate write.</param>
/// <param name="Tokens">The number of tokens in an answer.</param>
/// <param name="HasLogProbabilities">Whether the model provides log-probabilities on request.</param>
internal sealed record ModelScript(double IntervalMs, int Tokens = ModelScript.UsualTokens, bool HasLogProbabilities = true)
{
    public const int UsualTokens = 200;

    /// <summary>Gets a value indicating whether an answer without an interval is sent in one piece.</summary>
    public bool IsInOnePiece { get; init; }

    /// <summary>Gets how many tokens of an answer without an interval each write holds.</summary>
    public int TokensPerWrite { get; init; } = 1;
}
