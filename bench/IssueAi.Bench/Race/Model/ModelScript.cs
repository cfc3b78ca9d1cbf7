namespace IssueAi.Bench.Race.Model;

/// <summary>How the model answers from now on.</summary>
/// <param name="IntervalMs">The time between two tokens; 0 sends all of an answer at once.</param>
/// <param name="Tokens">How many tokens an answer has.</param>
/// <param name="HasLogProbabilities">Whether the model has log-probabilities to give, where it is asked for them.</param>
internal sealed record ModelScript(double IntervalMs, int Tokens = ModelScript.UsualTokens, bool HasLogProbabilities = true)
{
    public const int UsualTokens = 200;
}
