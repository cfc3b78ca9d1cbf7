using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.IntegrationTests.RateLimiting;

public sealed class LimitTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly LimitedCaller _caller = new();

    [Fact]
    public async Task When_Storage_Dies_The_Limit_Goes_On_From_Where_It_Was()
    {
        var storage = new AzuriteServer();
        await storage.StartAsync();
        await using var product = await StartAsync(null, ("Tables:ConnectionString", storage.ConnectionString), ("RateLimit:PermitLimit", "5"));
        var statuses = new List<int>();

        for (var request = 0; request < 3; request++) statuses.Add(await _caller.AskAsync(product.Client));
        await storage.StopAsync();
        for (var request = 0; request < 4; request++) statuses.Add(await _caller.AskAsync(product.Client));

        Assert.Equal([200, 200, 200, 200, 200, 429, 429], statuses);
    }

    [Fact]
    public async Task Without_Storage_From_The_Start_Each_Instance_Limits_By_Itself()
    {
        await using var product = await Product.StartAsync(("RateLimit:Enabled", "true"), ("RateLimit:PermitLimit", "2"));
        var statuses = new List<int>();

        for (var request = 0; request < 4; request++) statuses.Add(await _caller.AskAsync(product.Client));

        Assert.Equal([200, 200, 429, 429], statuses);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task An_Instance_Whose_Clock_Is_Off_By_Minutes_Shares_The_Limit(int minutes)
    {
        await using var right = await StartAsync(null, ("RateLimit:PermitLimit", "6"));
        await using var off = await StartAsync(new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(minutes)), ("RateLimit:PermitLimit", "6"));
        var statuses = new List<int>();

        for (var request = 0; request < 8; request++) statuses.Add(await _caller.AskAsync((request % 2 == 0 ? right : off).Client));

        Assert.Equal([200, 200, 200, 200, 200, 200, 429, 429], statuses);
    }

    [Fact]
    public async Task A_Caller_Is_Let_In_Again_When_It_Was_Told_To_Come_Back()
    {
        await using var product = await StartAsync(null, ("RateLimit:PermitLimit", "1"), ("RateLimit:Window", "00:00:01"));
        using var first = await PostAsync(product, "limits/back");
        using var refused = await PostAsync(product, "limits/back");

        var retryAfter = TimeSpan.FromSeconds(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture));
        var again = await AskUntilAdmittedAsync(product, "limits/back", retryAfter);

        Assert.Equal([200, 429, 200], [(int)first.StatusCode, (int)refused.StatusCode, again]);
    }

    [Fact]
    public async Task A_Day_S_Tokens_Bring_New_Answers_Until_They_Are_Used_And_Cached_Ones_After_That()
    {
        await using var product = await StartAsync(null, ("RateLimit:TokensPerDay", "100"), ("Cache:Enabled", "true"));
        product.Model.Script = _ => new Scenario { Chunks = ["An answer."], Usage = new(30, 70) };

        var first = await _caller.AskAsync(product.Client, "limits/tokens");
        using var refused = await PostAsync(product, "limits/more-tokens");
        using var cached = await PostAsync(product, "limits/tokens");

        Assert.Equal(200, first);
        await ProblemAssert.IsAsync(refused, 429, "rate_limited");
        Assert.Equal("100", Assert.Single(refused.Headers.GetValues("RateLimit-Limit")));
        Assert.Equal("0", Assert.Single(refused.Headers.GetValues("RateLimit-Remaining")));
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture), 1, 24 * 60 * 60);
        Assert.Equal(200, (int)cached.StatusCode);
        Assert.Contains("\"cached\":true", await cached.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_An_Answer_Really_Cost_Counts_Before_The_Caller_Knows_Its_End()
    {
        await using var product = await StartAsync(null, ("RateLimit:TokensPerDay", "101"));
        product.Model.Script = _ => new Scenario { Chunks = ["An answer."], Usage = new(30, 20) };
        var statuses = new List<int>();

        for (var request = 0; request < 4; request++) statuses.Add(await _caller.AskAsync(product.Client));

        Assert.Equal([200, 200, 200, 429], statuses);
    }

    [Fact]
    public async Task Who_Joins_Anothers_Answer_Pays_A_Request_But_No_Tokens()
    {
        await using var product = await StartAsync(null, ("RateLimit:TokensPerDay", "100"), ("Cache:Enabled", "true"));
        var gate = new TaskCompletionSource();
        product.Model.Script = _ => new Scenario { Chunks = ["For ", "both."], Usage = new(30, 70), Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 };
        var joiner = new LimitedCaller();
        using var first = await PostAsync(product, "limits/joined");
        using var joined = await joiner.PostAsync(product.Client, new { issueId = "limits/joined", description = "Any." });
        gate.SetResult();
        await Task.WhenAll(first.Content.ReadAsStringAsync(), joined.Content.ReadAsStringAsync());

        var statuses = new[] { await _caller.AskAsync(product.Client, "limits/mine"), await joiner.AskAsync(product.Client, "limits/theirs") };

        Assert.Equal([429, 200], statuses);
    }

    [Fact]
    public async Task Who_Is_Refused_Does_Not_Take_Down_Those_Who_Ask_The_Same()
    {
        await using var product = await StartAsync(null, ("RateLimit:TokensPerDay", "1"), ("Cache:Enabled", "true"));
        var others = Enumerable.Range(0, 5).Select(_ => new LimitedCaller()).ToArray();
        await _caller.AskAsync(product.Client, "limits/used-up");

        var statuses = await Task.WhenAll(others.Prepend(_caller).Select(caller => caller.AskAsync(product.Client, "limits/same")));

        Assert.All(statuses[1..], status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task An_Orderly_Stop_Writes_Down_What_Was_Really_Used()
    {
        var storage = new AzuriteFixture();
        await storage.InitializeAsync();
        await using var run = LocalHostRun.Start([("Tables__ConnectionString", storage.ConnectionString)]);
        using var client = new HttpClient { BaseAddress = new Uri((await run.WaitForCurlAsync()).GetLeftPart(UriPartial.Authority)) };
        using var response = await PostAsync(client, "limits/stopped");
        var frames = await FrameReader.ReadAllAsync(response);

        await run.TerminateAsync();
        await run.WaitForExitAsync();

        var rows = new TableServiceClient(storage.ConnectionString).GetTableClient("RateLimits").Query<TableEntity>().ToList();
        Assert.Equal(frames.Metadata().GetProperty("tokens").GetInt64(), Assert.Single(rows).GetInt64("Tokens"));
    }

    [Fact]
    public async Task Turned_Off_There_Are_No_Headers_And_No_Refusals()
    {
        await using var product = await StartAsync(null, ("RateLimit:Enabled", "false"), ("RateLimit:PermitLimit", "1"));
        await _caller.AskAsync(product.Client);

        using var response = await PostAsync(product, "limits/off");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    // The first request that is sent after the limit decides.
    private async Task<int> AskUntilAdmittedAsync(Product product, string issueId, TimeSpan limit)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var poll = new PeriodicTimer(PollInterval);
        while (true)
        {
            await poll.WaitForNextTickAsync();
            var isLast = TimeProvider.System.GetElapsedTime(begun) >= limit;
            using var response = await PostAsync(product, issueId);
            if (isLast || response.StatusCode != HttpStatusCode.TooManyRequests) return (int)response.StatusCode;
        }
    }

    private Task<HttpResponseMessage> PostAsync(Product product, string issueId) => PostAsync(product.Client, issueId);

    private Task<HttpResponseMessage> PostAsync(HttpClient client, string issueId) =>
        _caller.PostAsync(client, new { issueId, description = "Any." });

    private Task<Product> StartAsync(TimeProvider? clock, params (string Key, string Value)[] settings) => Product.StartAsync(
        clock is null ? null : builder => builder.Services.AddSingleton(clock),
        [("Tables:ConnectionString", azurite.ConnectionString), ("RateLimit:Enabled", "true"), .. settings]);
}
