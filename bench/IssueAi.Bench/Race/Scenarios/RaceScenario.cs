using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>A load, and its figures.</summary>
/// <param name="Name">The name for <c>--only</c>.</param>
/// <param name="Title">Its name in tables.</param>
/// <param name="Model">How the model answers.</param>
/// <param name="Callers">How many callers there are at once.</param>
/// <param name="Measures">The figures.</param>
internal sealed record RaceScenario(string Name, string Title, ModelScript Model, int Callers, IReadOnlyList<Measure> Measures)
{
    /// <summary>Gets how the callers behave, beyond that.</summary>
    public Func<LoadPlan, LoadPlan> Behaviour { get; init; } = plan => plan;

    public LoadPlan PlanFor(Running contender) => Behaviour(new LoadPlan([contender.Port], contender.Contender.Request, Callers, Model.Tokens));
}
