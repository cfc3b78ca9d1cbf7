using System.Globalization;

namespace IssueAi.ModelSimulator.Directives;

/// <summary>Turns a directive into a change of the scenario.</summary>
internal static class DirectiveScenario
{
    private const double DefaultLogProbability = -0.5;

    /// <exception cref="FormatException">The directive, or a setting of it, can't be understood.</exception>
    public static Scenario Apply(Scenario scenario, Directive directive)
    {
        if (FailureOf(directive.Name) is { } failure) return Fail(scenario, failure, directive);
        return directive.Name switch
        {
            "no-logprobs" => scenario with { RefusesLogProbabilities = true },
            "logprob" => scenario with { MeanLogProbability = Number(directive, "logprob") ?? DefaultLogProbability },
            "assessment" => scenario with { Assessment = Count(directive, "assessment") },
            "no-assessment" => scenario with { RefusesAssessment = true },
            "empty" => scenario with { Chunks = [] },
            "slow" => scenario with
            {
                FirstTokenDelay = Duration(directive, "first-token") ?? scenario.FirstTokenDelay,
                TokenDelay = Duration(directive, "token") ?? scenario.TokenDelay,
            },
            _ => throw new FormatException($"The simulator knows no directive '{directive.Name}'."),
        };
    }

    public static SimulatedFailure? FailureOf(string name) => name switch
    {
        "rate-limited" => SimulatedFailure.RateLimited,
        "error" => SimulatedFailure.Error,
        "unauthorized" => SimulatedFailure.Unauthorized,
        "not-found" => SimulatedFailure.NotFound,
        "prompt-filtered" => SimulatedFailure.PromptFiltered,
        "answer-filtered" => SimulatedFailure.AnswerFiltered,
        "async-filtered" => SimulatedFailure.AsyncFiltered,
        "break-off" => SimulatedFailure.BreakOff,
        "close-early" => SimulatedFailure.CloseEarly,
        "stall" => SimulatedFailure.Stall,
        "garbage" => SimulatedFailure.Garbage,
        "error-mid-stream" => SimulatedFailure.ErrorMidStream,
        _ => null,
    };

    public static int? Count(Directive directive, string name) => (int?)Number(directive, name);

    private static Scenario Fail(Scenario scenario, SimulatedFailure failure, Directive directive) => scenario with
    {
        Failure = failure,
        FailAfter = Count(directive, "after") ?? 0,
        KeptTokens = Count(directive, "keep") ?? 0,
        ErrorStatus = Count(directive, "status") ?? scenario.ErrorStatus,
        FilteredBy = directive.Settings.GetValueOrDefault("by", scenario.FilteredBy),
        RetryAfter = Duration(directive, "retry-after"),
    };

    private static double? Number(Directive directive, string name)
    {
        if (!directive.Settings.TryGetValue(name, out var text) || text.Length == 0) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{name}={text}' of '{directive.Name}' is no number.");
    }

    private static TimeSpan? Duration(Directive directive, string name)
    {
        if (!directive.Settings.TryGetValue(name, out var text)) return null;
        return DurationText.TryParse(text, out var duration)
            ? duration
            : throw new FormatException($"'{name}={text}' of '{directive.Name}' is no duration such as 2s or 50ms.");
    }
}
