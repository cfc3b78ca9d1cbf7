using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.IntegrationTests.Responses;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>The clients' actions in each scenario, and the expected outcome whichever operation on the tables fails once.</summary>
internal static class SweepScenarios
{
    public static IReadOnlyDictionary<string, Func<SweepLane, Task>> All { get; } = new Dictionary<string, Func<SweepLane, Task>>
    {
        ["generate"] = GenerateAsync,
        ["follow"] = FollowAsync,
        ["leave"] = LeaveAsync,
        ["leave a follower"] = LeaveFollowerAsync,
        ["resume"] = ResumeAsync,
        ["regenerate"] = RegenerateAsync,
        ["cancel"] = CancelAsync,
        ["rate"] = RateAsync,
        ["delete"] = DeleteAsync,
        ["delete issue"] = DeleteIssueAsync,
    };

    private static async Task GenerateAsync(SweepLane lane)
    {
        lane.Release();
        var (id, isCached) = await lane.AskSoonAsync(lane.First);
        Assert.Equal((false, 1), (isCached, lane.Calls));
        await lane.IsServedAgainAsync(id);
        await lane.IsStoredAsync(id);
    }

    private static async Task FollowAsync(SweepLane lane)
    {
        using var post = await lane.AskAsync(lane.First);
        using var reader = await BlockReader.OpenAsync(post);
        var begun = await ReadTextAsync(reader);
        using var follower = await lane.AskAsync(lane.Second);
        using var followerReader = await BlockReader.OpenAsync(follower);
        var followed = await ReadTextAsync(followerReader);

        lane.Release();
        SweepLane.IsWhole([.. begun, .. await ReadRestAsync(reader)]);
        SweepLane.IsWhole([.. followed, .. await ReadRestAsync(followerReader)]);
        Assert.Equal((post.ResponseId(), 1), (follower.ResponseId(), lane.Calls));
        await lane.IsServedAgainAsync(post.ResponseId());
        await lane.IsStoredAsync(post.ResponseId());
    }

    private static async Task LeaveAsync(SweepLane lane)
    {
        using var post = await lane.AskAsync(lane.First);
        using var reader = await BlockReader.OpenAsync(post);
        await ReadTextAsync(reader);
        post.Dispose();

        await lane.StopsAsync();
        await lane.IsStoredSoonAsync(post.ResponseId(), "cancelled");
        lane.Release();
        Assert.False((await lane.AskSoonAsync(lane.Second)).IsCached);
    }

    private static async Task LeaveFollowerAsync(SweepLane lane)
    {
        using var post = await lane.AskAsync(lane.First);
        using var reader = await BlockReader.OpenAsync(post);
        await ReadTextAsync(reader);
        using var follower = await lane.AskAsync(lane.Second);
        using var followerReader = await BlockReader.OpenAsync(follower);
        var followed = await ReadTextAsync(followerReader);
        post.Dispose();

        await lane.LooksForFollowersAsync();
        lane.Release();
        SweepLane.IsWhole([.. followed, .. await ReadRestAsync(followerReader)]);
        Assert.Equal((post.ResponseId(), 1), (follower.ResponseId(), lane.Calls));
        await lane.IsServedAgainAsync(post.ResponseId());
        await lane.IsStoredAsync(post.ResponseId());
    }

    private static async Task ResumeAsync(SweepLane lane)
    {
        using var post = await lane.AskAsync(lane.First, query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(post);
        var begun = await ReadTextAsync(reader);
        await SweepLane.UntilKnownAsync(lane.Second, post.ResponseId());
        post.Dispose();

        using var resumed = await lane.Second.Client.GetAsync(
            $"api/ai/responses/{post.ResponseId()}?stream=true&starting_after={begun.Count}", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        lane.Release();
        using var rest = await BlockReader.OpenAsync(resumed);
        SweepLane.IsWhole([.. begun, .. await ReadRestAsync(rest)]);
        Assert.Equal(1, lane.Calls);
        await lane.IsServedAgainAsync(post.ResponseId());
        await lane.IsStoredAsync(post.ResponseId());
    }

    private static async Task RegenerateAsync(SweepLane lane)
    {
        lane.Release();
        var (first, _) = await lane.AskSoonAsync(lane.First);
        var (second, secondIsCached) = await lane.AskSoonAsync(lane.Second, regenerate: true);
        var (third, thirdIsCached) = await lane.AskSoonAsync(lane.First, regenerate: true);

        Assert.Equal((false, false, 3), (secondIsCached, thirdIsCached, lane.Calls));
        Assert.Equal(3, new HashSet<string> { first, second, third }.Count);
        await lane.IsServedAgainAsync(third);
        foreach (var id in new[] { first, second, third }) await lane.IsStoredAsync(id);
        var last = await lane.First.Client.GetFromJsonAsync<JsonElement>($"api/ai/responses/{third}");
        Assert.Equal(second, last.GetProperty("parentId").GetString());
    }

    private static async Task CancelAsync(SweepLane lane)
    {
        using var post = await lane.AskAsync(lane.First);
        using var reader = await BlockReader.OpenAsync(post);
        await ReadTextAsync(reader);
        await SweepLane.UntilKnownAsync(lane.Second, post.ResponseId());

        await SweepLane.UntilDoneAsync(() => lane.Second.Client.PostAsync($"api/ai/responses/{post.ResponseId()}/cancel", content: null), HttpStatusCode.OK);
        var end = await ReadRestAsync(reader);
        Assert.Equal("cancelled", end[^1].GetProperty("code").GetString());
        await lane.IsStoredAsync(post.ResponseId(), "cancelled");
        lane.Release();
        Assert.False((await lane.AskSoonAsync(lane.Second)).IsCached);
    }

    private static async Task RateAsync(SweepLane lane)
    {
        lane.Release();
        var (id, _) = await lane.AskSoonAsync(lane.First);
        await SweepLane.UntilDoneAsync(
            () => lane.Second.Client.PostAsJsonAsync($"api/ai/responses/{id}/feedback", new { rating = "down" }), HttpStatusCode.NoContent);
        await lane.IsStoredAsync(id, rating: "down");
        await lane.IsServedAgainAsync(id);
    }

    private static async Task DeleteAsync(SweepLane lane)
    {
        lane.Release();
        var (id, _) = await lane.AskSoonAsync(lane.First);
        await SweepLane.UntilDoneAsync(() => lane.Second.Client.DeleteAsync($"api/ai/responses/{id}"), HttpStatusCode.NoContent);
        await lane.IsErasedAsync(id);
        var (next, isCached) = await lane.AskSoonAsync(lane.First);
        Assert.False(isCached);
        await lane.IsServedAgainAsync(next);
        await lane.IsErasedAsync(id);
    }

    private static async Task DeleteIssueAsync(SweepLane lane)
    {
        lane.Release();
        var (id, _) = await lane.AskSoonAsync(lane.First);
        await SweepLane.UntilDoneAsync(() => lane.Second.Client.DeleteAsync($"api/issues?issueId={Uri.EscapeDataString(lane.IssueId)}"), HttpStatusCode.NoContent);
        await lane.IsErasedAsync(id);
        var (next, isCached) = await lane.AskSoonAsync(lane.First);
        Assert.False(isCached);
        await lane.IsServedAgainAsync(next);
        await lane.IsErasedAsync(id);
    }

    // Reads up to the first text.
    private static async Task<List<JsonElement>> ReadTextAsync(BlockReader reader)
    {
        var frames = new List<JsonElement>();
        while (frames.Count == 0 || frames[^1].TypeOf() != "text") frames.Add(FrameReader.Parse((await reader.ReadEventAsync())!));
        return frames;
    }

    private static async Task<List<JsonElement>> ReadRestAsync(BlockReader reader)
    {
        var frames = new List<JsonElement>();
        while (await reader.ReadEventAsync() is { } block) frames.Add(FrameReader.Parse(block));
        return frames;
    }
}
