using System.Diagnostics;
using IssueAi.Bench.Load;
using IssueAi.Bench.Processes;
using IssueAi.Bench.Tables;
using IssueAi.ModelSimulator;

namespace IssueAi.Bench.Scenarios;

/// <summary>The clients' requests in one round of counting, and the response that they return to.</summary>
internal sealed class OperationAnswers(Rig rig)
{
    private const int Tokens = 200;
    private const int TokensBeforeStall = 20;

    private static readonly TimeSpan TokenDelay = TimeSpan.FromMilliseconds(50);

    // Enough for the beginning of a response to be in the table.
    private static readonly TimeSpan RecordingTime = TimeSpan.FromMilliseconds(1300);

    private readonly IssuePost _post = rig.NewPost();
    private string _responseId = string.Empty;

    public Rig Rig => rig;

    public Task<OperationCounts> GenerateAsync() => CountAsync(async () => _responseId = (await rig.First.Client.StreamAsync(_post)).ResponseId, rig.First);

    public Task<OperationCounts> ReplayAsync() => CountAsync(() => rig.First.Client.StreamAsync(_post), rig.First);

    public Task<OperationCounts> FollowAsync() => CountAsync(FollowToEndAsync, rig.Second);

    public Task<OperationCounts> RegenerateAsync() =>
        CountAsync(() => rig.First.Client.StreamAsync(IssuePost.Create(_post.IssueId, regenerate: true)), rig.First);

    public async Task<OperationCounts> ResumeRunningAsync()
    {
        using var stalled = await StallAsync("?resumable=true");
        rig.First.Tap.Take();
        using (var resumed = await rig.First.Client.ResumeAsync(stalled.ResponseId, after: 1))
        {
            await resumed.ReadTextAsync(TokensBeforeStall - 1);
        }

        // The recording continues, regardless of readers.
        var operations = rig.First.Tap.Take().Where(operation => operation.Kind != OperationKind.Transaction);
        await rig.First.Client.CancelAsync(stalled.ResponseId);
        return new OperationCounts([.. operations]);
    }

    public Task<OperationCounts> ResumeEndedAsync() => CountAsync(ResumeToEndAsync, rig.Second);

    public async Task<OperationCounts> CancelAsync(Instance instance)
    {
        using var stalled = await StallAsync();
        rig.First.Tap.Take();
        rig.Second.Tap.Take();
        await instance.Client.CancelAsync(stalled.ResponseId);
        await rig.First.Tap.SettleAsync();
        return new OperationCounts([.. rig.First.Tap.Take(), .. rig.Second.Tap.Take()]);
    }

    public Task<OperationCounts> ListAsync(string query) =>
        CountAsync(() => rig.First.Client.GetAsync($"api/issues/{Uri.EscapeDataString(_post.IssueId)}/responses{query}"), rig.First);

    public Task<OperationCounts> ReadAsync() => CountAsync(() => rig.First.Client.GetAsync($"api/ai/responses/{_responseId}"), rig.First);

    private async Task<OperationCounts> CountAsync(Func<Task> act, Instance whose)
    {
        rig.Script(new Scenario { Chunks = new StampedTokens(Tokens), TokenDelay = TokenDelay });
        await whose.Tap.SettleAsync();
        whose.Tap.Take();
        var begun = Stopwatch.GetTimestamp();
        await act();
        var duration = Stopwatch.GetElapsedTime(begun);
        await whose.Tap.SettleAsync();
        return new OperationCounts(whose.Tap.Take()) { Duration = duration };
    }

    private async Task FollowToEndAsync()
    {
        var post = rig.NewPost();
        using var first = await rig.First.Client.PostAsync(post);
        await first.ReadTextAsync(1);
        await Task.WhenAll(first.ReadToEndAsync(), rig.Second.Client.StreamAsync(post));
    }

    private async Task ResumeToEndAsync()
    {
        using var resumed = await rig.Second.Client.ResumeAsync(_responseId, Tokens / 2);
        await resumed.ReadToEndAsync();
    }

    private async Task<OpenStream> StallAsync(string query = "")
    {
        rig.Script(new Scenario { Chunks = new StampedTokens(Tokens), Failure = SimulatedFailure.Stall, FailAfter = TokensBeforeStall });
        var stream = await rig.First.Client.PostAsync(rig.NewPost(), query);
        await stream.ReadTextAsync(TokensBeforeStall);
        await Task.Delay(RecordingTime);
        return stream;
    }
}
