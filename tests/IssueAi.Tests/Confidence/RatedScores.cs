using IssueAi.Confidence;

namespace IssueAi.Tests.Confidence;

/// <summary>Raters whose probability of a good rating is a known function of the answer's score.</summary>
internal sealed class RatedScores(string name, Func<double, double> likelihood)
{
    // A fixed seed: the figures in docs/confidence.md come from these ratings.
    private const int Seed = 4;

    private const int Raters = 20;

    public static readonly RatedScores Harsh = new("like a response with the cube of its score", score => Math.Pow(score / 100, 3));

    public static readonly RatedScores Lenient = new("like nearly every response that isn't bad", score => 0.5 + (0.48 * Logistic((score - 45) / 8)));

    public static readonly RatedScores Stepwise = new("see only good and bad", score => score < 72 ? 0.2 : 0.75);

    public static readonly RatedScores Guessing = new("like four in ten, regardless of the score", _ => 0.4);

    public static readonly RatedScores Contrary = new("like what scores low", score => 0.9 - (0.008 * score));

    public string Name => name;

    /// <summary>Rates answers with a typical distribution of scores: few low, most from 50 to 95.</summary>
    public (IReadOnlyList<RatedScore> Fitted, IReadOnlyList<RatedScore> HeldOut) Rate(int fitted, int heldOut)
    {
        var random = new Random(Seed);
        var ratings = Enumerable.Range(0, fitted + heldOut).Select(number => RateOne(random) with { Rater = $"{number % Raters}" }).ToArray();
        return (ratings[..fitted], ratings[fitted..]);
    }

    private RatedScore RateOne(Random random)
    {
        var score = 100 * Math.Sqrt(Math.Max(random.NextDouble(), random.NextDouble()));
        return new(score, random.NextDouble() < likelihood(score));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
