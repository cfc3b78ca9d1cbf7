using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>Counts the table operations of a response: an account limits their rate, and each is a round trip.</summary>
public sealed class OperationCountTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Append = "transaction Responses";

    // Limits are read and written; the others are in the list of a new response. The usage of the response before may be written meanwhile.
    private const int MaxOtherOperations = 9;

    private static readonly string[] ExpectedOfNewResponse =
    [
        "get CacheKeys", "insert CacheKeys", "insert History", "insert Responses", "merge History", "merge Issues", Append,
    ];

    private static readonly string[] ExpectedOfCachedResponse = ["get CacheKeys", "merge Issues", "query Responses"];

    [Fact]
    public async Task A_Response_Costs_No_More_Operations_Than_Planned()
    {
        await using var lane = await SweepLane.StartAsync(azurite.ConnectionString);
        await CreateTablesAsync(lane);

        lane.Begin(fault: null);
        lane.Release();
        await lane.AskSoonAsync(lane.First);
        await Poll.UntilAsync(() => Names(lane).Count >= ExpectedOfNewResponse.Length);
        var ofNew = Names(lane);

        // The same issue on the other instance, which reads it from the tables.
        lane.Plan.Begin(fault: null);
        await lane.AskSoonAsync(lane.Second);
        await Poll.UntilAsync(() => Names(lane).Count >= ExpectedOfCachedResponse.Length);
        var ofCached = Names(lane);

        // The first events may be written before the response completes.
        Assert.Equal(ExpectedOfNewResponse, ofNew.Distinct());
        Assert.InRange(ofNew.Count(name => name == Append), 1, 2);
        Assert.Equal(ExpectedOfCachedResponse, ofCached);
    }

    [Fact]
    public async Task A_Long_Response_Is_Recorded_Once_Per_Second_And_More_Often_While_Another_Instance_Follows()
    {
        await using var lane = await SweepLane.StartAsync(azurite.ConnectionString);
        await CreateTablesAsync(lane);

        var alone = await CountAsync(lane, isFollowed: false);
        var followed = await CountAsync(lane, isFollowed: true);

        // A busy machine makes a response longer, never shorter.
        Assert.InRange(alone.Appends, 3, alone.Seconds + 2);
        Assert.InRange(alone.Others, 7, MaxOtherOperations);
        Assert.True(followed.Appends > followed.Seconds * 1.5, $"{followed.Appends} transactions in {followed.Seconds} s.");
    }

    private static async Task CreateTablesAsync(SweepLane lane)
    {
        lane.Begin(fault: null);
        lane.Release();
        await lane.AskSoonAsync(lane.First);
    }

    private static async Task<(double Appends, int Others, double Seconds)> CountAsync(SweepLane lane, bool isFollowed)
    {
        lane.Begin(fault: null);
        lane.First.Model.Script = _ => new Scenario { Chunks = [.. Enumerable.Range(0, 80).Select(number => $"{number} ")], TokenDelay = TimeSpan.FromMilliseconds(50) };
        var begun = TimeProvider.System.GetTimestamp();
        using var response = await lane.AskAsync(lane.First);
        using var other = isFollowed ? await lane.AskAsync(lane.Second) : null;
        var frames = await FrameReader.ReadToTerminalAsync(response);
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;

        Assert.Equal("metadata", frames[^1].TypeOf());
        var appends = lane.Plan.Seen.Count(operation => operation.Name == Append);
        return (appends, lane.Plan.Seen.Count - appends, seconds);
    }

    // The number of usage writes depends on the time between the requests.
    private static IReadOnlyList<string> Names(SweepLane lane) =>
        [.. lane.Plan.Seen.Select(operation => operation.Name).Where(name => !name.EndsWith("RateLimits", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
