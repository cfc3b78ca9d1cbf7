using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Scenarios;

/// <summary>A measurement of the product's speed or cost.</summary>
internal interface IScenario
{
    /// <summary>Gets the name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Compiles the code and opens the connections for the measurement.</summary>
    Task WarmUpAsync(Rig rig);

    /// <summary>Measures once. Compared variants are measured in turn within a round, so that noise affects both.</summary>
    Task RunAsync(Rig rig, int round);

    void Report(Report report);
}
