namespace IssueAi.IntegrationTests.Faults;

/// <summary>The outcome of a scenario with a fault.</summary>
/// <param name="Case">The scenario and the fault.</param>
/// <param name="HasStruck">Whether the fault happened: the operations of a scenario vary slightly.</param>
/// <param name="Failure">The first failed expectation; null if all were met.</param>
internal sealed record FaultOutcome(FaultCase Case, bool HasStruck, string? Failure);
