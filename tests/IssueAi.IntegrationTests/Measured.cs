namespace IssueAi.IntegrationTests;

/// <summary>Tests that look at the clock: they run one by one, after all others.</summary>
[CollectionDefinition(nameof(Measured), DisableParallelization = true)]
public sealed class Measured;
