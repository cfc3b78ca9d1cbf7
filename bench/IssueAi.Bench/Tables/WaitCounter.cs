using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Tables;

/// <summary>
/// Counts for how many table operations, one after the other, a measured moment waits: holds each of them up for a while
/// and looks how much later the moment comes. Background operations don't count.
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
