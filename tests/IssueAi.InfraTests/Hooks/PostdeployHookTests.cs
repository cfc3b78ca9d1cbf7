namespace IssueAi.InfraTests.Hooks;

public sealed class PostdeployHookTests : IDisposable
{
    private const string Answer = """
        : ok

        data: {"type":"text","content":"Checkout "}

        data: {"type":"text","content":"fails."}

        data: {"type":"metadata","value":{"finishReason":"stop"}}


        """;

    private const string Failure = """
        data: {"type":"error","message":"The model refused.","code":"upstream_rejected","retryable":false}


        """;

    private readonly HookCheckout _checkout = new();

    public PostdeployHookTests() => _checkout.AddCommand("az", $"echo {FakeApi.Key}");

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_OfAHostThatNeedsItsTime_WaitsStreamsAndSaysHowToGoOn(string shell)
    {
        await using var api = await FakeApi.StartAsync(unhealthy: 2, Answer);

        var run = await RunAsync(shell, api.Address);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("/api/health answers 503", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 text events", run.Output, StringComparison.Ordinal);
        Assert.Contains(api.Address, run.Output, StringComparison.Ordinal);
        Assert.Contains("https://page.example.com", run.Output, StringComparison.Ordinal);
        Assert.Contains("az functionapp keys list --resource-group rg-sample --name func-sample --query functionKeys.default", run.Output, StringComparison.Ordinal);
        Assert.Equal(["azd-postdeploy"], api.Erased);
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_OfAHostThatStaysDown_FailsAndSaysWhatToDo(string shell)
    {
        await using var api = await FakeApi.StartAsync(unhealthy: int.MaxValue, Answer);

        var run = await RunAsync(shell, api.Address, ("POSTDEPLOY_TIMEOUT_SECONDS", "0.2"));

        AssertHelps(run, "The API isn't healthy");
        Assert.Empty(_checkout.CallsOf("az"));
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_OfAModelThatRefuses_FailsAndSaysWhatToDo(string shell)
    {
        await using var api = await FakeApi.StartAsync(unhealthy: 0, Failure);

        var run = await RunAsync(shell, api.Address, ("POSTDEPLOY_TIMEOUT_SECONDS", "0.2"));

        AssertHelps(run, "upstream_rejected");
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_OfAStreamThatIsCutOff_Fails(string shell)
    {
        await using var api = await FakeApi.StartAsync(unhealthy: 0, Answer[..Answer.IndexOf("data: {\"type\":\"metadata\"", StringComparison.Ordinal)]);

        var run = await RunAsync(shell, api.Address, ("POSTDEPLOY_TIMEOUT_SECONDS", "0.2"));

        AssertHelps(run, "the stream was cut off");
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhereAzIsNotSignedIn_ChecksHealthAndSaysWhatIsMissing(string shell)
    {
        _checkout.AddCommand("az", "echo 'Please run az login' >&2; exit 1");
        await using var api = await FakeApi.StartAsync(unhealthy: 0, Answer);

        var run = await RunAsync(shell, api.Address);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("is healthy", run.Output, StringComparison.Ordinal);
        Assert.Contains("No answer was streamed", run.Output, StringComparison.Ordinal);
        Assert.Contains("az login", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WithSignIn_AsksForNoKey(string shell)
    {
        await using var api = await FakeApi.StartAsync(unhealthy: 0, Answer);

        var run = await RunAsync(shell, api.Address, ("AUTH_AUTHORITY", "https://login.example.com/v2.0"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("No answer was streamed: callers need a bearer token", run.Output, StringComparison.Ordinal);
        Assert.Empty(_checkout.CallsOf("az"));
    }

    public void Dispose() => _checkout.Dispose();

    private static void AssertHelps(ProcessRun run, string problem)
    {
        Assert.NotEqual(0, run.ExitCode);
        Assert.All([problem, "azd hooks run postdeploy", "az functionapp restart", "docs/deploy.md"], text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
    }

    private Task<ProcessRun> RunAsync(string shell, string address, params (string, string?)[] further) => _checkout.RunAsync(
        shell,
        "postdeploy",
        [
            ("AZURE_API_URI", address), ("AZURE_API_NAME", "func-sample"), ("AZURE_RESOURCE_GROUP", "rg-sample"), ("AZURE_SUBSCRIPTION_ID", "sample"),
            ("AZURE_WEB_URI", "https://page.example.com"), ("AUTH_AUTHORITY", null), ("POSTDEPLOY_INTERVAL_SECONDS", "0.05"),
            .. further,
        ]);
}
