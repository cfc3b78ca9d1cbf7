namespace IssueAi.IntegrationTests.Faults;

/// <summary>What came of a scenario with a fault.</summary>
/// <param name="Case">The scenario and the fault.</param>
/// <param name="HasStruck">Whether the fault happened: the operations of a scenario aren't quite the same each time.</param>
/// <param name="Failure">What didn't hold; null when everything did.</param>
internal sealed record FaultOutcome(FaultCase Case, bool HasStruck, string? Failure);
