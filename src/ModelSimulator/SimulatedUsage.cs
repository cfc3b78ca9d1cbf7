namespace IssueAi.ModelSimulator;

/// <summary>Token counts a call claims to have cost.</summary>
/// <param name="PromptTokens">Tokens of the messages.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
public sealed record SimulatedUsage(int PromptTokens, int CompletionTokens);
