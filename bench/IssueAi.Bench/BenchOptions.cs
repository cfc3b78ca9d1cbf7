using System.Globalization;

namespace IssueAi.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Rounds">How often each scenario runs.</param>
/// <param name="Only">Runs this scenario alone, for trying things out; null runs all and writes the page.</param>
internal sealed record BenchOptions(int Rounds, string? Only)
{
    private const int UsualRounds = 2;

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(UsualRounds, Only: null);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : throw new ArgumentException($"{args[at]} needs a value.");
            options = args[at] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Only = value },
                _ => throw new ArgumentException($"Unknown option {args[at]}. There are: --rounds N, --only NAME."),
            };
        }

        return options;
    }
}
