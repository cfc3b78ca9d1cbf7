using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>A client may leave while the head of its response is still on its way to the table.</summary>
public sealed class EarlyDisconnectTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_Response_That_Other_Instances_Cannot_Know_Yet_Stops_Without_Asking_The_Table()
    {
        await using var lane = await SweepLane.StartAsync(azurite.ConnectionString);
        lane.Begin((new TableOperation("first", "insert Responses", 1), TableFault.ReplyLate));
        var response = await lane.AskAsync(lane.First);
        var call = await lane.First.Model.WaitForCallAsync().WaitAsync(Limits.Test);
        await Poll.UntilAsync(() => call.TokensSent > 0 && lane.Plan.HasStruck);

        response.Dispose();
        await call.Ended.WaitAsync(Limits.Test);
        var seen = lane.Plan.Seen.Select(operation => operation.Name).ToList();

        Assert.Equal(CallState.Aborted, call.State);
        Assert.DoesNotContain("get Responses", seen);
    }
}
