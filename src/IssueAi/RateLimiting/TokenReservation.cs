namespace IssueAi.RateLimiting;

/// <summary>The tokens that a request may need.</summary>
/// <param name="Tokens">How many of the model's tokens it may cost; above zero.</param>
/// <param name="LongestRun">How long it may run. After that the tokens are free again, whatever became of the instance.</param>
internal readonly record struct TokenReservation(long Tokens, TimeSpan LongestRun);
