namespace IssueAi.IntegrationTests;

/// <summary>Time-sensitive tests: they run one by one, after all others.</summary>
[CollectionDefinition(nameof(Measured), DisableParallelization = true)]
public sealed class Measured;
