using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>A load, and its figures.</summary>
/// <param name="Name">The name for <c>--only</c>.</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="Model">The model's script.</param>
/// <param name="Callers">The number of concurrent clients.</param>
/// <param name="Measures">The figures.</param>
internal sealed record RaceScenario(string Name, string Title, ModelScript Model, int Callers, IReadOnlyList<Measure> Measures)
{
    /// <summary>Gets the clients' further behaviour.</summary>
    public Func<LoadPlan, LoadPlan> Behaviour { get; init; } = plan => plan;

    public LoadPlan PlanFor(Running contender) => Behaviour(new LoadPlan([contender.Port], contender.Contender.Request, Callers, Model.Tokens));
}
