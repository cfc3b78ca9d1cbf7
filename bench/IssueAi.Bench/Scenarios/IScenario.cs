using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Scenarios;

/// <summary>One question about the product's speed or cost, and how it is answered.</summary>
internal interface IScenario
{
    /// <summary>Gets the name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Has everything compiled and connected that is measured later.</summary>
    Task WarmUpAsync(Rig rig);

    /// <summary>Measures once. Compared variants are measured in turn within a round, so that noise affects both.</summary>
    Task RunAsync(Rig rig, int round);

    void Report(Report report);
}
