namespace IssueAi.Confidence;

/// <summary>Weighs ratings so that no single rater's count for more than a fifth of all: a rater with more has each count less.</summary>
internal static class RaterWeights
{
    /// <summary>The largest share of one rater is one part of this many; with fewer raters nothing counts.</summary>
    public const int MinRaters = 5;

    /// <summary>Weighs ratings. With fewer than <see cref="MinRaters"/> raters there are none left.</summary>
    public static IReadOnlyList<RatedScore> Balance(IReadOnlyList<RatedScore> ratings)
    {
        var byRater = ratings.GroupBy(rating => rating.Rater, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        var most = MaxOf([.. byRater.Select(group => group.Count).OrderDescending()]);
        return [.. byRater.SelectMany(group => group, (group, rating) => rating with { Weight = Math.Min(1, most / group.Count) }).Where(rating => rating.Weight > 0)];
    }

    // The largest weight that is a fifth of all weights at the most. Where the first few raters are held to it, the others have
    // the rest: weight = (first * weight + rest) / 5.
    private static double MaxOf(int[] counts)
    {
        if (counts.Length < MinRaters) return 0;

        var rest = (double)counts.Sum();
        for (var first = 0; first < MinRaters - 1; first++)
        {
            var weight = rest / (MinRaters - first);
            if (counts[first] <= weight) return weight;
            rest -= counts[first];
        }

        return rest;
    }
}
