using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;
using Xunit.Abstractions;

namespace IssueAi.IntegrationTests.Responses;

[Collection(nameof(Measured))]
public sealed class AbortedStreamsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int WarmUp = 300;
    private const int Aborts = 2000;
    private const int AtOnce = 8;
    private const long MostGrowth = 50 << 20;

    private static readonly Scenario Endless = new()
    {
        Chunks = [.. Enumerable.Repeat("on and on ", 5000)], TokenDelay = TimeSpan.FromMilliseconds(5),
    };

    private ModelSimulatorServer _model = null!;
    private ProductProcess _product = null!;

    public async Task InitializeAsync()
    {
        _model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero, KeptCalls = 0 });

        // The test doesn't need storage, and Azurite would take most of the time.
        _product = await ProductProcess.StartAsync(
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;",
            _model,
            [("History__Enabled", "false"), .. ProductProcess.CollectsOften]);
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task Two_Thousand_Of_Them_Leave_Nothing_Behind()
    {
        await AbortAsync(WarmUp);
        var latencyBefore = await MedianLatencyAsync();
        var memoryBefore = _product.WorkingSet;

        await AbortAsync(Aborts);
        var latencyAfter = await MedianLatencyAsync();
        var growth = _product.WorkingSet - memoryBefore;

        var calls = await CallsAsync();
        output.WriteLine($"{Aborts} aborted: memory grew by {growth >> 20} MiB from {memoryBefore >> 20}; the next answer took {latencyBefore.TotalMilliseconds:F1} ms before and {latencyAfter.TotalMilliseconds:F1} ms after.");
        Assert.Equal(0, calls.GetProperty("active").GetInt32());
        Assert.True(growth < MostGrowth, $"It grew by {growth >> 20} MiB.");
        Assert.True(latencyAfter < (latencyBefore * 3) + TimeSpan.FromMilliseconds(50), $"{latencyBefore} before, {latencyAfter} after.");
    }

    private async Task AbortAsync(int count)
    {
        _model.Script = _ => Endless;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await AbortOneAsync(number % 3));
        await UntilIdleAsync();
    }

    // Some clients disconnect at the headers, some at the first words, some later.
    private async Task AbortOneAsync(int blocks)
    {
        using var response = await _product.PostAsync(new { issueId = "aborted/stream", title = "Any.", description = "Any.", labels = Array.Empty<string>() });
        using var reader = await BlockReader.OpenAsync(response);
        for (var block = 0; block < blocks; block++) await reader.ReadEventAsync();
    }

    private async Task UntilIdleAsync()
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await CallsAsync()).GetProperty("active").GetInt32() > 0) await poll.WaitForNextTickAsync(limit.Token);
    }

    private async Task<TimeSpan> MedianLatencyAsync()
    {
        _model.Script = _ => new Scenario { Chunks = ["Hello."] };
        var latencies = new List<TimeSpan>();
        for (var request = 0; request < 21; request++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal("Hello.", (await _product.StreamAsync(new { issueId = "aborted/next", description = "Any." })).Text());
            latencies.Add(clock.Elapsed);
        }

        return latencies.Order().ElementAt(latencies.Count / 2);
    }

    private async Task<JsonElement> CallsAsync()
    {
        using var client = new HttpClient { BaseAddress = _model.Endpoint };
        return await client.GetFromJsonAsync<JsonElement>("simulator/calls");
    }
}
