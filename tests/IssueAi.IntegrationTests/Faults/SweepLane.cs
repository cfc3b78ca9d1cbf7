using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.IntegrationTests.Responses;
using IssueAi.LocalHost;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Faults;

/// <summary>Two instances over one Azurite and one model, each with a separate faulty storage; runs one scenario at a time.</summary>
internal sealed class SweepLane : IAsyncDisposable
{
    public const string Answer = "First half, second half.";

    // The limit for a response that is stored or has no producer yet: 2 s, plus time for a busy machine.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly AsyncDisposables _started;
    private TaskCompletionSource _gate = new();

    private SweepLane(AsyncDisposables started, FaultPlan plan, Product first, Product second) =>
        (_started, Plan, First, Second) = (started, plan, first, second);

    public FaultPlan Plan { get; }

    public Product First { get; }

    public Product Second { get; }

    /// <summary>Gets the issue of the running scenario.</summary>
    public string IssueId { get; private set; } = "";

    /// <summary>Gets the number of model calls in the running scenario.</summary>
    public int Calls => First.Model.Calls.Count;

    public static async Task<SweepLane> StartAsync(string connection)
    {
        await using var started = new AsyncDisposables();
        var plan = new FaultPlan();
        var first = started.Add(await StartInstanceAsync("first", plan, connection, started));
        var second = started.Add(await StartInstanceAsync("second", plan, connection, started, ("AzureOpenAI:Endpoint", first.Model.Endpoint.ToString())));
        return new SweepLane(started.Release(), plan, first, second);
    }

    /// <summary>Begins a scenario with a new issue, a model that pauses in the middle of its first answer, and a planned fault.</summary>
    public void Begin((TableOperation Operation, TableFault Fault)? fault)
    {
        IssueId = $"sweep/{Guid.NewGuid():N}";
        _gate = new TaskCompletionSource();
        var gate = _gate;
        First.Model.ResetCalls();
        First.Model.Script = _ => new Scenario { Chunks = ["First half, ", "second half."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 };
        Plan.Begin(fault);
    }

    /// <summary>Lets the model continue, also in all later answers.</summary>
    public void Release() => _gate.TrySetResult();

    /// <summary>Requests a response and waits for its headers.</summary>
    public async Task<HttpResponseMessage> AskAsync(Product product, bool regenerate = false, string query = "")
    {
        var response = await product.PostJsonAsync(
            JsonSerializer.Serialize(new { issueId = IssueId, title = "Checkout", description = "The Pay button does nothing.", labels = Array.Empty<string>(), regenerate }),
            query: query).WaitAsync(Limits.Test);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    /// <summary>Requests a response that must complete soon, and returns its id and whether it is cached.</summary>
    public async Task<(string Id, bool IsCached)> AskSoonAsync(Product product, bool regenerate = false)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var response = await AskAsync(product, regenerate);
        var frames = await FrameReader.ReadToTerminalAsync(response);
        IsWhole(frames);
        Assert.True(TimeProvider.System.GetElapsedTime(begun) < MaxWait, $"A response took {TimeProvider.System.GetElapsedTime(begun)}.");
        return (frames.ResponseId(), frames.IsCached());
    }

    /// <summary>
    /// Requests the response on both instances without a new model call. It comes from the cache, or is coalesced with the response
    /// whose last write is still in progress.
    /// </summary>
    public async Task IsServedAgainAsync(string responseId)
    {
        var calls = Calls;
        foreach (var product in new[] { First, Second }) Assert.Equal(responseId, (await AskSoonAsync(product)).Id);
        Assert.Equal(calls, Calls);
    }

    /// <summary>Asserts that the response and the newest history entry are the same on both instances.</summary>
    public async Task IsStoredAsync(string responseId, string state = "completed", string? rating = null)
    {
        foreach (var product in new[] { First, Second })
        {
            var stored = await product.Client.GetFromJsonAsync<JsonElement>($"api/ai/responses/{responseId}");
            var line = Assert.Single(await HistoryAsync(product), item => item.GetProperty("responseId").GetString() == responseId);
            foreach (var told in new[] { stored, line })
            {
                Assert.Equal(state, told.GetProperty("state").GetString());
                if (rating is not null) Assert.Equal(rating, told.GetProperty("rating").GetString());
            }

            if (state == "completed") Assert.Equal(Answer, stored.GetProperty("text").GetString());
        }
    }

    /// <summary>
    /// Waits until both instances say that a response has ended, and asserts as <see cref="IsStoredAsync"/> does. Without a client
    /// that waits for the end, log, history and memory tell it some milliseconds apart.
    /// </summary>
    public async Task IsStoredSoonAsync(string responseId, string state)
    {
        using var limit = new CancellationTokenSource(MaxWait);
        using var poll = new PeriodicTimer(PollInterval);
        foreach (var product in new[] { First, Second })
        {
            await UntilKnownAsync(product, responseId);
            while (!await HasEndedAsync(product, responseId)) await poll.WaitForNextTickAsync(limit.Token);
        }

        await IsStoredAsync(responseId, state);
    }

    /// <summary>Asserts that nothing is left of the response on either instance.</summary>
    public async Task IsErasedAsync(string responseId)
    {
        foreach (var product in new[] { First, Second })
        {
            using var read = await product.Client.GetAsync($"api/ai/responses/{responseId}");
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
            var list = await product.Client.GetStringAsync($"api/ai/responses?issueId={Uri.EscapeDataString(IssueId)}");
            Assert.DoesNotContain(responseId, list, StringComparison.Ordinal);
        }
    }

    /// <summary>Waits until an instance knows a response; that takes a fraction of the delay before clients reconnect.</summary>
    public static async Task UntilKnownAsync(Product product, string responseId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var poll = new PeriodicTimer(PollInterval);
        while (!(await product.Client.GetAsync($"api/ai/responses/{responseId}", limit.Token)).IsSuccessStatusCode) await poll.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Waits until the running model call is stopped.</summary>
    public async Task StopsAsync()
    {
        var call = First.Model.Calls.Single();
        await call.Ended.WaitAsync(MaxWait);
        Assert.Equal(CallState.Aborted, call.State);
    }

    /// <summary>Waits until the first instance has looked for a follower twice, so that the first look didn't stop the model.</summary>
    public async Task LooksForFollowersAsync()
    {
        var before = Looks();
        await Poll.UntilAsync(() => Looks() >= before + 2);

        int Looks() => Plan.Seen.Count(operation => operation is { Instance: "first", Name: "get Responses (mark)" });
    }

    /// <summary>Repeats a request until storage accepts it, as a client does after a retryable failure.</summary>
    public static async Task UntilDoneAsync(Func<Task<HttpResponseMessage>> send, HttpStatusCode expected)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var response = await send();
            if (response.StatusCode == expected) return;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.True(attempt < 3, "Storage failed a request four times.");
        }
    }

    /// <summary>Asserts the whole text, and one metadata frame that doesn't report a missing record.</summary>
    public static void IsWhole(IReadOnlyList<JsonElement> frames)
    {
        Assert.Equal(Answer, frames.Text());
        Assert.False(frames.Metadata().TryGetProperty("stored", out _), "The answer isn't stored.");
        Assert.Single(frames, frame => frame.TypeOf() == "metadata");
    }

    public ValueTask DisposeAsync() => _started.DisposeAsync();

    private async Task<bool> HasEndedAsync(Product product, string responseId)
    {
        var listed = (await HistoryAsync(product))
            .Where(item => item.GetProperty("responseId").GetString() == responseId)
            .Select(item => item.GetProperty("state").GetString());
        var stored = await product.Client.GetFromJsonAsync<JsonElement>($"api/ai/responses/{responseId}");
        return listed.Append(stored.GetProperty("state").GetString()).Count(state => state != "running") == 2;
    }

    private async Task<IReadOnlyList<JsonElement>> HistoryAsync(Product product)
    {
        var list = await product.Client.GetFromJsonAsync<JsonElement>($"api/ai/responses?issueId={Uri.EscapeDataString(IssueId)}");
        return [.. list.GetProperty("items").EnumerateArray()];
    }

    private static async Task<Product> StartInstanceAsync(
        string name, FaultPlan plan, string connection, AsyncDisposables started, params (string Key, string Value)[] settings)
    {
        var storage = started.Add(await FaultyStorage.StartAsync(name, plan, connection));
        return await Product.StartAsync([
            ("Tables:ConnectionString", storage.ConnectionString),
            ("Cache:Enabled", "true"),
            ("RateLimit:Enabled", "true"),
            ("RateLimit:PermitLimit", "1000000"),
            ("RateLimit:TokensPerDay", "1000000000"),
            .. settings,
        ]);
    }
}
