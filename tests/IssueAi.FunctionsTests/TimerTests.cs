using System.Net;
using IssueAi.IntegrationTests;
using IssueAi.IntegrationTests.Responses;
using IssueAi.IntegrationTests.Tables;
using IssueAi.ModelSimulator;

namespace IssueAi.FunctionsTests;

/// <summary>The timer functions, started through the host's admin endpoint as an operator would start them.</summary>
public sealed class TimerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_Sweep_Deletes_What_Has_Expired()
    {
        await using var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        await using var instance = await ProductProcess.StartAsync(azurite.ConnectionString, model, ("History__TimeToLive", "00:00:01"), ("Cache__TimeToLive", "00:00:01"));
        await using var stores = Stores.Over(azurite.ConnectionString);
        await instance.StreamAsync(new { issueId = "sweep", description = "Any." });
        var before = Count(stores);

        await Poll.UntilAsync(() =>
        {
            using var run = instance.Client.PostAsync("admin/functions/sweep", content: null).GetAwaiter().GetResult();
            Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
            return Count(stores) == 0;
        });

        Assert.True(before > 0);
    }

    [Fact]
    public async Task The_Calibration_Runs()
    {
        await using var model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        await using var instance = await ProductProcess.StartAsync(azurite.ConnectionString, model);

        using var run = await instance.Client.PostAsync("admin/functions/calibrate", content: null);

        Assert.True(run.StatusCode == HttpStatusCode.Accepted, $"{run.StatusCode} {instance.Host.Log}");
    }

    private static int Count(Stores stores) => stores.Service.GetTableClient("Responses").Query<Azure.Data.Tables.TableEntity>().Count();
}
