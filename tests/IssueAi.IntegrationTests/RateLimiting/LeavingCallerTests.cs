using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.RateLimiting;

/// <summary>A client that disconnects before the first word still pays for the prompt, since the model has read it.</summary>
public sealed class LeavingCallerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Budget = 20_000;
    private const int Attempts = 40;

    private static readonly string Description = new('x', 3000);

    private readonly LimitedCaller _caller = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Leaving_Before_The_First_Word_Spares_No_Tokens(bool holdsHeaders)
    {
        await using var product = await StartAsync(Budget);
        product.Model.Script = _ => new Scenario { HoldHeaders = holdsHeaders, Gate = token => new TaskCompletionSource().Task.WaitAsync(token) };

        var admitted = 0;
        while (admitted < Attempts && await AskAndLeaveAsync(product, admitted + 1)) admitted++;

        // Each prompt is more than a thousand tokens.
        Assert.InRange(admitted, 5, Budget / 1000);
    }

    [Fact]
    public async Task Leaving_While_The_Model_Assesses_Its_Answer_Spares_No_Tokens()
    {
        await using var product = await StartAsync(tokens: 3_500, ("Confidence:SelfAssessment", "true"));
        product.Model.Script = call => call.SystemMessage.Contains("Task: assess", StringComparison.Ordinal)
            ? new Scenario { Gate = token => new TaskCompletionSource().Task.WaitAsync(token) }
            : new Scenario { Chunks = ["An answer."], IncludeLogProbabilities = false, Usage = new(1, 1) };

        // The usage of the answers themselves is close to zero.
        var admitted = 0;
        while (admitted < Attempts && await AskAndLeaveAsync(product, (2 * admitted) + 2)) admitted++;

        Assert.InRange(admitted, 1, 10);
    }

    [Fact]
    public async Task A_Call_That_The_Model_Refuses_Costs_No_Tokens()
    {
        await using var product = await StartAsync(tokens: 100);
        product.Model.Script = _ => new Scenario { Failure = SimulatedFailure.Error, ErrorStatus = 503, RetryAfter = TimeSpan.FromMinutes(1) };
        var statuses = new List<int>();

        for (var request = 0; request < 5; request++) statuses.Add(await _caller.AskAsync(product.Client));

        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_Call_That_Was_Accepted_And_Broke_Off_Costs_Its_Prompt_Beside_The_Next_One()
    {
        await using var product = await StartAsync(tokens: 5_000);
        var calls = 0;
        product.Model.Script = _ => ++calls % 2 == 1
            ? new Scenario { Failure = SimulatedFailure.BreakOff }
            : new Scenario { Chunks = ["An answer."], Usage = new(1, 1) };

        var admitted = 0;
        while (admitted < Attempts && await AskAsync(product) == 200) admitted++;

        Assert.InRange(admitted, 1, 5);
    }

    private async Task<bool> AskAndLeaveAsync(Product product, int calls)
    {
        using var response = await PostAsync(product);
        if (!response.IsSuccessStatusCode) return false;

        var call = await product.Model.WaitForCallAsync(calls).WaitAsync(Limits.Test);
        response.Dispose();
        await call.Ended.WaitAsync(Limits.Test);
        return true;
    }

    private async Task<int> AskAsync(Product product)
    {
        using var response = await PostAsync(product);
        await response.Content.ReadAsStringAsync();
        return (int)response.StatusCode;
    }

    private Task<HttpResponseMessage> PostAsync(Product product) =>
        _caller.PostAsync(product.Client, new { issueId = "leaving/any", description = Description });

    private Task<Product> StartAsync(int tokens, params (string Key, string Value)[] settings) => Product.StartAsync(
    [
        ("Tables:ConnectionString", azurite.ConnectionString),
        ("RateLimit:Enabled", "true"),
        ("RateLimit:PermitLimit", "1000"),
        ("RateLimit:TokensPerDay", $"{tokens}"),
        .. settings,
    ]);
}
