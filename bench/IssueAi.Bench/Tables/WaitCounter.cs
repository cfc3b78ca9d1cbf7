using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Tables;

/// <summary>
/// Counts the sequential table operations before a measured time: it delays each operation and
/// measures how much later that time is. Background operations don't count.
/// </summary>
internal static class WaitCounter
{
    private const int Tries = 5;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    public static async Task<double> CountAsync(TableTap tap, Func<Task<double>> measureMs)
    {
        var (plain, delayed) = (new Samples(), new Samples());
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            plain.Add(await measureMs());
            tap.Delay = Delay;
            delayed.Add(await measureMs());
            tap.Delay = TimeSpan.Zero;
        }

        return (delayed.Median - plain.Median) / Delay.TotalMilliseconds;
    }
}
