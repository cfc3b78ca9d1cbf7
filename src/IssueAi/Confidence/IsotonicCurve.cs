using System.Runtime.InteropServices;

namespace IssueAi.Confidence;

/// <summary>
/// The line that lies closest to the ratings among all that never fall, found by pooling adjacent violators. Its parameters
/// are points, score and share in turn, both rising; between two points it is straight, before the first and after the last
/// it is level.
/// </summary>
internal static class IsotonicCurve
{
    // A point represents at least this many ratings, so that no single answer makes a step; and all points fit into a table
    // row.
    private const int MinBinSize = 10;
    private const int MaxBins = 100;

    // Weights are sums of fractions.
    private const double Precision = 1e-6;

    public static double[] Fit(IReadOnlyList<RatedScore> ratings)
    {
        var blocks = new List<Block>();
        foreach (var bin in Cut([.. ratings.OrderBy(rating => rating.Score)]))
        {
            var block = bin;
            while (blocks.Count > 0 && blocks[^1].Share >= block.Share)
            {
                block = block.With(blocks[^1]);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return [.. blocks.SelectMany(block => new[] { block.Score, block.Share })];
    }

    /// <summary>Gives the share of good answers, 0 to 1, at a score.</summary>
    public static double Apply(IReadOnlyList<double> points, double score)
    {
        if (score <= points[0]) return points[1];
        for (var at = 2; at < points.Count; at += 2)
        {
            if (score > points[at]) continue;
            var way = (score - points[at - 2]) / (points[at] - points[at - 2]);
            return points[at - 1] + (way * (points[at + 1] - points[at - 1]));
        }

        return points[^1];
    }

    // Equal scores stay in one bin.
    private static List<Block> Cut(List<RatedScore> sorted)
    {
        var size = Math.Max(MinBinSize, (int)sorted.Sum(rating => rating.Weight) / MaxBins);
        var bins = new List<Block>();
        var bin = default(Block);
        for (var at = 0; at < sorted.Count; at++)
        {
            bin = bin.With(Block.Of(sorted[at]));
            if (bin.Ratings < size - Precision || (at + 1 < sorted.Count && sorted[at + 1].Score == sorted[at].Score)) continue;
            bins.Add(bin);
            bin = default;
        }

        if (bin.Ratings > 0 && bins.Count > 0) CollectionsMarshal.AsSpan(bins)[^1] = bins[^1].With(bin);
        else if (bin.Ratings > 0) bins.Add(bin);
        return bins;
    }

    private readonly record struct Block(double Scores, double Good, double Ratings)
    {
        public double Score => Scores / Ratings;

        public double Share => Good / Ratings;

        public static Block Of(RatedScore rating) => new(rating.Weight * rating.Score, rating.IsGood ? rating.Weight : 0, rating.Weight);

        public Block With(Block other) => new(Scores + other.Scores, Good + other.Good, Ratings + other.Ratings);
    }
}
