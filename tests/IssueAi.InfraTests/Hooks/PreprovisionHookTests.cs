using System.Text.Json.Nodes;

namespace IssueAi.InfraTests.Hooks;

/// <summary>The app registration for sign-in, created by a fake `az` that follows the documentation of the real one.</summary>
public sealed class PreprovisionHookTests : IDisposable
{
    private const string App = "55555555-5555-5555-5555-555555555555";

    private readonly HookCheckout _checkout = new();

    public PreprovisionHookTests()
    {
        _checkout.AddCommand("azd", "");
        _checkout.AddCommand("az", $"""
            case "$*" in
              'account show '*) echo 66666666-6666-6666-6666-666666666666 ;;
              'ad app list '*) [ ! -e '{_checkout.OwnPathOf("exists")}' ] || echo {App} ;;
              'ad app create '*) echo {App} ;;
              'ad app show '*) echo 77777777-7777-7777-7777-777777777777 ;;
              'ad sp list '*) [ ! -e '{_checkout.OwnPathOf("exists")}' ] || echo 88888888-8888-8888-8888-888888888888 ;;
              rest\ *) for word; do case "$word" in @*) cp "$(echo "$word" | cut -c2-)" '{_checkout.OwnPathOf("body.json")}' ;; esac; done ;;
            esac
            """);
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_ByDefault_DoesNothing(string shell)
    {
        var run = await RunAsync(shell, ("AUTH_CREATE_APP", null));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(_checkout.CallsOf("az"));
        Assert.Empty(_checkout.CallsOf("azd"));
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhereAskedFor_MakesAnAppAndTellsAzd(string shell)
    {
        var run = await RunAsync(shell);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(_checkout.CallsOf("az"), call => call.StartsWith("ad app create --display-name issue-ai-sample --sign-in-audience AzureADMyOrg", StringComparison.Ordinal));
        Assert.Contains(_checkout.CallsOf("az"), call => call.StartsWith($"ad sp create --id {App}", StringComparison.Ordinal));
        Assert.Equal(
            [
                "env set AUTH_AUTHORITY https://login.microsoftonline.com/66666666-6666-6666-6666-666666666666/v2.0",
                $"env set AUTH_AUDIENCE {App}",
                "env set AUTH_REQUIRED_SCOPE access_as_user",
            ],
            _checkout.CallsOf("azd"));
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhereAskedFor_GivesTheAppAScopeAndVersion2Tokens(string shell)
    {
        await RunAsync(shell);

        var body = JsonNode.Parse(await File.ReadAllTextAsync(_checkout.OwnPathOf("body.json")))!;
        var scope = Assert.Single(body["api"]!["oauth2PermissionScopes"]!.AsArray())!;
        Assert.Equal($"api://{App}", $"{Assert.Single(body["identifierUris"]!.AsArray())}");
        Assert.Equal(2, (int)body["api"]!["requestedAccessTokenVersion"]!);
        Assert.Equal((App, "access_as_user", "User", true), ($"{scope["id"]}", $"{scope["value"]}", $"{scope["type"]}", (bool)scope["isEnabled"]!));
        Assert.Contains(
            _checkout.CallsOf("az"),
            call => call.StartsWith("rest --method PATCH --uri https://graph.microsoft.com/v1.0/applications/77777777-7777-7777-7777-777777777777 ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhereTheAppIsThere_MakesNoSecondOne(string shell)
    {
        await File.WriteAllTextAsync(_checkout.OwnPathOf("exists"), "");

        var run = await RunAsync(shell);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain(_checkout.CallsOf("az"), call => call.Contains(" create ", StringComparison.Ordinal));
        Assert.Equal(3, _checkout.CallsOf("azd").Length);
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhereSignInIsSet_LeavesIt(string shell)
    {
        var run = await RunAsync(shell, ("AUTH_AUDIENCE", "mine"));

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(_checkout.CallsOf("az"));
    }

    [Theory]
    [MemberData(nameof(Shells.Available), MemberType = typeof(Shells))]
    public async Task Hook_WhoseAzFails_StopsTheDeploymentBeforeAnythingIsSet(string shell)
    {
        _checkout.AddCommand("az", "echo 'Insufficient privileges' >&2; exit 1");

        var run = await RunAsync(shell);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Insufficient privileges", run.Error, StringComparison.Ordinal);
        Assert.Empty(_checkout.CallsOf("azd"));
    }

    public void Dispose() => _checkout.Dispose();

    private Task<ProcessRun> RunAsync(string shell, params (string, string?)[] further) => _checkout.RunAsync(
        shell, "preprovision", [("AZURE_ENV_NAME", "sample"), ("AUTH_CREATE_APP", "true"), ("AUTH_AUDIENCE", null), .. further]);
}
