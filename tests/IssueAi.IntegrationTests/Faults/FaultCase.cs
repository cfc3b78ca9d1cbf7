namespace IssueAi.IntegrationTests.Faults;

/// <summary>A scenario in which one operation on the tables fails.</summary>
internal sealed record FaultCase(string Scenario, TableOperation Operation, TableFault Fault)
{
    public override string ToString() => $"{Scenario}, {Operation}, {Fault}";
}
