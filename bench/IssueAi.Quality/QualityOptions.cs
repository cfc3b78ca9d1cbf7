using System.Globalization;

namespace IssueAi.Quality;

/// <summary>The options of the command line. The product's own settings select the model.</summary>
/// <param name="Out">The file for the report; null writes it to the console only.</param>
/// <param name="Issues">The number of issues; all by default.</param>
/// <param name="Least">
/// The share of valid responses, 0 to 1, below which the exit code is 1. The default is all on the simulator, and 0.95 elsewhere.
/// </param>
internal sealed record QualityOptions(string? Out = null, int Issues = int.MaxValue, double? Least = null)
{
    public static QualityOptions Parse(string[] args)
    {
        var options = new QualityOptions();
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : throw new ArgumentException($"{args[at]} needs a value.");
            options = args[at] switch
            {
                "--out" => options with { Out = value },
                "--issues" => options with { Issues = int.Parse(value, CultureInfo.InvariantCulture) },
                "--least" => options with { Least = double.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"Unknown option {args[at]}. There are: --out FILE, --issues N, --least SHARE."),
            };
        }

        return options;
    }
}
