using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;
using Xunit.Abstractions;

namespace IssueAi.IntegrationTests.Hostile;

/// <summary>The service may refuse a client's input, but the input never breaks, bloats or confuses it. Runs against a process.</summary>
public sealed class HostileRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Generated = 250;
    private const int AtOnce = 8;
    private const int WarmUpRounds = 3;
    private const int Rounds = 5;
    private const int MostPasses = 3;
    private const long MostGrowth = 50 << 20;

    private readonly AzuriteFixture _azurite = new();
    private ModelSimulatorServer _model = null!;
    private ProductProcess _product = null!;

    public async Task InitializeAsync()
    {
        _model = await ModelSimulatorServer.StartAsync(new() { FirstTokenDelay = TimeSpan.Zero, TokenDelay = TimeSpan.Zero });
        _model.Script = _ => new Scenario { Chunks = ["An ", "answer."] };
        await _azurite.InitializeAsync();
        _product = await ProductProcess.StartAsync(_azurite.ConnectionString, _model, ProductProcess.CollectsOften);
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_Sent_Gives_A_5xx_And_Memory_Stays_Flat()
    {
        List<RawRequest> requests = [.. HostileBodies.All(), .. HostileTargets.All(), .. new RequestFuzzer(seed: 20261123).Take(Generated)];
        Assert.InRange(requests.Count, 300, int.MaxValue);

        var sizes = new List<long>();
        for (var round = 0; round < WarmUpRounds + Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await SendAllAsync(requests);
            await AssertServesAsync(round);
            sizes.Add(_product.WorkingSet);
            output.WriteLine($"round {round}: {requests.Count} requests in {Stopwatch.GetElapsedTime(started)}, working set {sizes[^1] >> 20} MB");
        }

        Assert.InRange(sizes[^1] - sizes[WarmUpRounds - 1], long.MinValue, MostGrowth);
        Assert.DoesNotContain("fault of ours", _product.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Body_That_Does_Not_Come_Is_Refused()
    {
        var request = "POST /api/ai/refine HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{"u8.ToArray();

        var answer = await RawAnswer.GetAsync(_product.Client.BaseAddress!, request);

        Check(new RawRequest("slow", request, Fate.Refused), answer);
    }

    // On a busy machine storage may time out for any request. Requests with that failure are sent again once storage is available: a
    // request that causes the failure itself fails in every pass.
    private async Task SendAllAsync(IReadOnlyCollection<RawRequest> requests)
    {
        var rest = await SendOnceAsync(requests);
        for (var pass = 1; rest.Count > 0 && pass < MostPasses; pass++)
        {
            await Poll.UntilAsync(() => _product.Client.GetAsync("api/health").GetAwaiter().GetResult().IsSuccessStatusCode);
            rest = await SendOnceAsync(rest);
        }

        Assert.True(rest.Count == 0, $"Storage is unavailable for: {string.Join(", ", rest.Select(request => request.Name))}");
    }

    /// <summary>Sends all requests, and returns those for which storage was unavailable.</summary>
    private async Task<IReadOnlyCollection<RawRequest>> SendOnceAsync(IReadOnlyCollection<RawRequest> requests)
    {
        var unserved = new ConcurrentQueue<RawRequest>();
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, _) =>
        {
            RawAnswer? answer = null;
            try
            {
                answer = await RawAnswer.GetAsync(_product.Client.BaseAddress!, request.Bytes);
                if (answer.Status == 503 && answer.Body.Contains("\"storage_unavailable\"", StringComparison.Ordinal)) unserved.Enqueue(request);
                else Check(request, answer);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Enqueue($"{request.Name}: {answer?.Status} {answer?.Body[..Math.Min(answer.Body.Length, 300)]} ({exception.GetType().Name}: {exception.Message.Split('\n')[0]})");
            }
        });
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
        return unserved;
    }

    private async Task AssertServesAsync(int round)
    {
        var frames = await _product.StreamAsync(new { issueId = $"normal/{round}", description = "Any." });

        Assert.Equal("An answer.", frames.Text());
        Assert.False(frames.Metadata().TryGetProperty("stored", out _));
    }

    private static void Check(RawRequest request, RawAnswer answer)
    {
        switch (request.Fate)
        {
            case Fate.NotHttp:
                Assert.True(answer.Status is 0 or >= 400 and < 500 or 505, "The service answered bytes that aren't HTTP.");
                if (answer.Body.Length > 0) CheckProblem(answer);
                return;
            case Fate.Refused:
                Assert.InRange(answer.Status, 400, 499);
                break;
            case Fate.Served:
                Assert.InRange(answer.Status, 200, 299);
                break;
        }

        if (answer.Status >= 400) CheckProblem(answer, isBodyless: request.Bytes.AsSpan().StartsWith("HEAD "u8));
        else CheckContent(answer);
    }

    private static void CheckProblem(RawAnswer answer, bool isBodyless = false)
    {
        Assert.InRange(answer.Status, 400, 499);
        Assert.Equal("application/problem+json", answer.ContentType);
        if (isBodyless) return;

        var problem = JsonElement.Parse(answer.Body);
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
        Assert.Equal(answer.Status, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
    }

    private static void CheckContent(RawAnswer answer)
    {
        if (answer.Status == 204)
        {
            Assert.Empty(answer.Body);
        }
        else if (answer.ContentType == "text/event-stream")
        {
            // Other tests cover compressed responses.
            if (answer.Headers.ContainsKey("Content-Encoding")) return;
            if (answer.Headers.ContainsKey("x-vercel-ai-ui-message-stream")) Assert.EndsWith("data: [DONE]\n\n", answer.Body, StringComparison.Ordinal);
            else Assert.Equal("metadata", FrameReader.Frames(answer.Body)[^1].TypeOf());
        }
        else
        {
            Assert.StartsWith("application/json", answer.ContentType, StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Object, JsonElement.Parse(answer.Body).ValueKind);
        }
    }
}
