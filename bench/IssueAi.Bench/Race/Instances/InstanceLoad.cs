using IssueAi.Bench.Race.Load;
using IssueAi.Bench.Race.Model;

namespace IssueAi.Bench.Race.Instances;

/// <summary>A load on several instances.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Model">The model's script.</param>
/// <param name="Callers">The number of clients, distributed among the instances.</param>
/// <param name="Behaviour">The clients' behaviour.</param>
internal sealed record InstanceLoad(string Title, ModelScript Model, int Callers, Func<LoadPlan, LoadPlan> Behaviour)
{
    public static IReadOnlyList<InstanceLoad> All { get; } =
    [
        new("Each its own response of 2 s", new ModelScript(10), Callers: 24, plan => plan with { DurationMs = 7000, RampMs = 2000, LimitMs = 30_000 }),
        new("Four send the same request, responses of 2 s", new ModelScript(10), Callers: 24, plan => plan with { DurationMs = 7000, LimitMs = 30_000, AskingAlike = 4 }),
        new("Each its own response, at full speed", new ModelScript(0), Callers: 24, plan => plan with { DurationMs = 4000, LimitMs = 30_000 }),
        new("Each its own response of 10 s", new ModelScript(50), Callers: 20, plan => plan with { RampMs = 500 }),
    ];
}
