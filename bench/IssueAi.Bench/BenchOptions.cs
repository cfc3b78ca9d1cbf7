using System.Globalization;
using IssueAi.Bench.Race.Contenders;

namespace IssueAi.Bench;

/// <summary>The options of the command line.</summary>
/// <param name="Rounds">The number of runs of each scenario.</param>
/// <param name="Only">Runs only these, and prints their figures; empty runs all and writes the page.</param>
/// <param name="Peers">The servers to compare.</param>
/// <param name="HasLogProbabilities">Whether the fake model provides log-probabilities.</param>
/// <param name="WritesPage">Whether to write the figures into docs/performance.md.</param>
internal sealed record BenchOptions(int Rounds, IReadOnlyList<string> Only, IReadOnlyList<string> Peers, bool HasLogProbabilities, bool WritesPage)
{
    private const int UsualRounds = 2;

    public bool IsWhole => Only.Count == 0;

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(UsualRounds, Only: [], ContenderList.Usual, HasLogProbabilities: true, WritesPage: args.Length == 0);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : throw new ArgumentException($"{args[at]} needs a value.");
            options = args[at] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Only = value.Split(',') },
                "--peers" => options with { Peers = value.Split(',') },
                "--logprobs" => options with { HasLogProbabilities = value != "off" },
                "--write" => options with { WritesPage = value == "yes" },
                _ => throw new ArgumentException($"Unknown option {args[at]}. There are: --rounds N, --only NAME,…, --peers NAME,…, --logprobs on|off, --write yes|no."),
            };
        }

        return options;
    }

    /// <summary>Tells whether to run the scenario or part with that name.</summary>
    public bool Wants(string name) => IsWhole || Only.Contains(name, StringComparer.OrdinalIgnoreCase);
}
