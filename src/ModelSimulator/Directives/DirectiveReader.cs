using System.Collections.Concurrent;
using IssueAi.ModelSimulator.Answers;

namespace IssueAi.ModelSimulator.Directives;

/// <summary>Reads from an issue's text how its call should go, and remembers which directives have been used up.</summary>
internal sealed class DirectiveReader
{
    private readonly ConcurrentDictionary<(string Text, int Directive), int> _used = new();

    /// <returns>The scenario, and the error of the directives; null if there is none.</returns>
    public (Scenario Scenario, string? Mistake) Read(ObservedCall call)
    {
        var scenario = new Scenario();
        try
        {
            foreach (var (index, directive) in DirectiveParser.Parse(ChatPrompt.Fenced(call.UserMessage)).Index())
            {
                // The first failure that is still due is the one that happens; those after it keep their turns.
                var isFailure = DirectiveScenario.FailureOf(directive.Name) is not null;
                if (isFailure && scenario.Failure is not SimulatedFailure.None) continue;
                if (Concerns(directive, call) && IsDue(directive, index, call)) scenario = DirectiveScenario.Apply(scenario, directive);
            }

            return (scenario, null);
        }
        catch (FormatException mistake)
        {
            return (scenario, mistake.Message);
        }
    }

    public void Reset() => _used.Clear();

    private static bool Concerns(Directive directive, ObservedCall call) =>
        !directive.Settings.TryGetValue("deployment", out var deployment) || deployment == call.Deployment;

    private bool IsDue(Directive directive, int index, ObservedCall call) =>
        DirectiveScenario.Count(directive, "times") is not { } times
        || _used.AddOrUpdate((call.UserMessage, index), 1, (_, used) => used + 1) <= times;
}
