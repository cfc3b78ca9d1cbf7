namespace IssueAi.ModelSimulator.Wire;

/// <summary>All that is decided about an answer before its first byte is sent.</summary>
internal sealed record CompletionPlan
{
    public required ChatRequest Request { get; init; }

    public required Scenario Scenario { get; init; }

    public required IReadOnlyList<string> Tokens { get; init; }

    public required string FinishReason { get; init; }

    public required TimeSpan FirstTokenDelay { get; init; }

    public required TimeSpan TokenDelay { get; init; }

    public required string Id { get; init; }

    public required string Model { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets a value indicating whether Azure's additions are sent: filter results, that is.</summary>
    public required bool IsAzure { get; init; }

    /// <summary>Gets the log-probabilities; null when none were asked for.</summary>
    public required LogProbabilities? LogProbabilities { get; init; }

    public required int PromptTokens { get; init; }

    /// <summary>Gets the length of the prompt as the asynchronous filter counts it; an answer's offsets begin there.</summary>
    public required int PromptLength { get; init; }

    public int FailAt => Scenario.Failure is SimulatedFailure.None ? int.MaxValue : Math.Min(Scenario.FailAfter, Tokens.Count);

    public SimulatedUsage UsageAfter(int tokensSent) => Scenario.Usage ?? new SimulatedUsage(PromptTokens, tokensSent);

    public int LengthOf(int tokens) => Tokens.Take(tokens).Sum(token => token.Length);
}
