namespace IssueAi.Tests.Telemetry;

/// <summary>Tests that run alone: a listener of an activity source or a meter receives the events of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneGroup
{
    public const string Name = "Telemetry alone";
}
