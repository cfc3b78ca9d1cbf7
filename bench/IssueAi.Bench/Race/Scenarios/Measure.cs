using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Race.Scenarios;

/// <summary>One figure of a scenario.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Unit">The unit, after the number.</param>
/// <param name="Of">Reads the figure from a lap.</param>
internal sealed record Measure(string Title, string Unit, Func<Lap, double> Of)
{
    /// <summary>Gets the product's target without storage; null without a target.</summary>
    public Target? Bare { get; init; }

    /// <summary>Gets the product's target with all features; null without a target.</summary>
    public Target? Full { get; init; }

    /// <summary>Gets the target of the function app without storage, a ratio to the 30-line function; null without a target.</summary>
    public Target? Worker { get; init; }

    public string Format(double value)
    {
        var digits = Math.Abs(value) switch { >= 1000 => "N0", >= 100 => "F0", >= 10 => "F1", _ => "F2" };
        return double.IsNaN(value) ? "–" : $"{value.ToString(digits, Numbers.Format)}{Unit}";
    }
}
