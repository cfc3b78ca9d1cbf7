namespace IssueAi.ModelSimulator.Answers;

/// <summary>The scale of story points.</summary>
internal static class Fibonacci
{
    private static readonly int[] Scale = [1, 2, 3, 5, 8, 13, 21];

    public static int Nearest(double score) => Scale.MinBy(points => Math.Abs(points - score));

    /// <summary>Moves along the scale, stopping at its ends.</summary>
    public static int Step(int points, int steps) =>
        Scale[Math.Clamp(Array.IndexOf(Scale, points) + steps, 0, Scale.Length - 1)];
}
