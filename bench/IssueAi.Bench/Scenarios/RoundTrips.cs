using System.Globalization;
using IssueAi.Bench.Load;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;
using IssueAi.Bench.Tables;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The number of sequential table operations that the first frame waits for.</summary>
internal sealed class RoundTrips : IScenario
{
    private const int Limit = 3;

    private readonly Dictionary<string, Samples> _waits = [];
    private int _wishes;

    public string Name => "round-trips";

    public Task WarmUpAsync(Rig rig) => Task.CompletedTask;

    public async Task RunAsync(Rig rig, int round)
    {
        rig.Script(new Scenario { Chunks = new StampedTokens(5) });
        var known = rig.NewPost();
        var answer = await rig.First.Client.StreamAsync(known);
        await rig.First.Client.StreamAsync(IssuePost.CreateShort(known.IssueId));

        await CountAsync(rig, "Cached replay", () => known);
        await CountAsync(rig, "Cached replay, stored issue", () => IssuePost.CreateShort(known.IssueId));
        await CountAsync(rig, "Uncached response", rig.NewPost);
        await CountAsync(rig, "Uncached response, stored issue", () => IssuePost.CreateShort(known.IssueId, instructions: NextWish()));
        await CountAsync(rig, "New version (regenerate)", () => IssuePost.Create(known.IssueId, regenerate: true));
        await CountAsync(rig, "New version, stored issue", () => IssuePost.CreateShort(known.IssueId, regenerate: true));
        await CountAsync(rig, "Resume of a response that has ended", () => rig.First.Client.ResumeAsync(answer.ResponseId, after: 1));
    }

    public void Report(Report report)
    {
        foreach (var (what, waits) in _waits)
        {
            report.Add(
                $"Table round trips before the first event: {what}",
                string.Create(Numbers.Format, $"{waits.Median:F1}"),
                $"at most {Limit}",
                Math.Round(waits.Median) <= Limit);
        }
    }

    private Task CountAsync(Rig rig, string what, Func<IssuePost> post) => CountAsync(rig, what, () => rig.First.Client.PostAsync(post()));

    private async Task CountAsync(Rig rig, string what, Func<Task<OpenStream>> open)
    {
        if (!_waits.TryGetValue(what, out var waits)) _waits[what] = waits = new Samples();
        waits.Add(await WaitCounter.CountAsync(rig.First.Tap, async () =>
        {
            using var stream = await open();
            await stream.ReadToEndAsync();
            return stream.FirstFrameMs;
        }));
    }

    private string NextWish() => string.Create(CultureInfo.InvariantCulture, $"Wish {++_wishes}.");
}
