namespace IssueAi.IntegrationTests.Faults;

/// <summary>Counts the table operations of a response: an account limits their rate, and each is a round trip.</summary>
public sealed class OperationCountTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Append = "transaction Responses";

    private static readonly string[] ExpectedOfNewResponse =
    [
        "get CacheKeys", "insert CacheKeys", "insert History", "insert Responses", "merge History", "merge Issues", Append,
    ];

    private static readonly string[] ExpectedOfCachedResponse = ["get CacheKeys", "merge Issues", "query Responses"];

    [Fact]
    public async Task A_Response_Costs_No_More_Operations_Than_Planned()
    {
        await using var lane = await SweepLane.StartAsync(azurite.ConnectionString);
        lane.Begin(fault: null);
        lane.Release();
        await lane.AskSoonAsync(lane.First);

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

    // The number of usage writes depends on the time between the requests.
    private static IReadOnlyList<string> Names(SweepLane lane) =>
        [.. lane.Plan.Seen.Select(operation => operation.Name).Where(name => !name.EndsWith("RateLimits", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
