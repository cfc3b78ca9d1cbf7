namespace IssueAi.Tests.Telemetry;

/// <summary>Tests that run while no other does: whoever listens to an activity source or a meter hears the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneGroup
{
    public const string Name = "Telemetry alone";
}
