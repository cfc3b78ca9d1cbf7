using IssueAi.Bench.Reports;

namespace IssueAi.Bench.Scenarios;

/// <summary>One question about the product's speed or cost, and how it is answered.</summary>
internal interface IScenario
{
    /// <summary>Gets the name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Has everything compiled and connected that is measured later.</summary>
    Task WarmUpAsync(Rig rig);

    /// <summary>Measures once. What is compared is measured in turn within a round, so that noise meets both.</summary>
    Task RunAsync(Rig rig, int round);

    void Report(Report report);
}
