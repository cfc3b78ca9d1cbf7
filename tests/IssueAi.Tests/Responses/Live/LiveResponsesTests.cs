using IssueAi.Responses.Live;
using IssueAi.Streaming;

namespace IssueAi.Tests.Responses.Live;

public sealed class LiveResponsesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task OpenOnce_WhileTheFirstRuns_GivesItToTheOthers()
    {
        var live = new LiveResponses();
        var source = new HeldSource();

        var first = await OpenAsync(live, Hold(live, "r1", source));
        first.Live.Start();
        var second = await OpenAsync(live, Hold(live, "r2", source));

        Assert.Same(first.Live, second.Live);
        Assert.True(first.IsOwner);
        Assert.False(second.IsOwner);
        source.End.SetResult();
    }

    [Fact]
    public async Task OpenOnce_BetweenTheEndAndItsRelease_LooksAnew()
    {
        var live = new LiveResponses();
        var source = new HeldSource();
        var first = await OpenAsync(live, Hold(live, "r1", source));
        first.Live.Start();
        first.Live.Log.Complete(ErrorFrames.Create(ErrorCode.Cancelled, "r1"));

        var second = OpenAsync(live, Hold(live, "r2", source));
        Assert.False(second.IsCompleted);
        source.End.SetResult();

        Assert.Equal("r2", (await second.WaitAsync(Limit)).Live.ResponseId);
    }

    [Fact]
    public async Task FindUnended_BetweenTheEndAndItsRelease_WaitsAndFindsNothing()
    {
        var live = new LiveResponses();
        var source = new HeldSource();
        var response = Hold(live, "r1", source)();
        response.Start();
        Assert.Same(response, await live.FindUnendedAsync("r1"));
        response.Log.Complete(ErrorFrames.Create(ErrorCode.Cancelled, "r1"));

        var found = live.FindUnendedAsync("r1").AsTask();
        Assert.False(found.IsCompleted);
        source.End.SetResult();

        Assert.Null(await found.WaitAsync(Limit));
    }

    [Fact]
    public void StopIfDeserted_AfterACancel_LeavesTheReason()
    {
        var response = new LiveResponse("r1", "tenant", "refine", new HeldSource());
        using (response.TryAttach())
        {
        }

        response.Stop();
        response.StopIfDeserted(arrivals: 1);

        Assert.False(response.WasDeserted);
    }

    private static Func<LiveResponse> Hold(LiveResponses live, string id, IResponseSource source) =>
        () => live.Hold(new LiveResponse(id, "tenant", "refine", source));

    private static async Task<OpenedResponse> OpenAsync(LiveResponses live, Func<LiveResponse> make)
    {
        var opened = await live.OpenOnceAsync(
            "key",
            () => Task.FromResult<LocatedResponse?>(new LocatedResponse(make(), IsCached: false, IsOwner: true)),
            () => Task.FromResult(true));
        return opened!;
    }

    /// <summary>Adds no events, and completes when the test asks for it.</summary>
    private sealed class HeldSource : IResponseSource
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FillAsync(LiveResponse response, CancellationToken stop) => End.Task;

        public Task LeaveAsync(LiveResponse response, int arrivals, TimeSpan grace) => Task.CompletedTask;
    }
}
