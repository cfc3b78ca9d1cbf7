using System.Net;
using IssueAi.IntegrationTests;

namespace IssueAi.WebTests;

public sealed class DemoPageTests : IAsyncLifetime
{
    // Node builds the page before the program listens, in parallel with all other tests.
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(2);

    private FreshCheckout _checkout = null!;

    public async Task InitializeAsync() => _checkout = await FreshCheckout.CreateAsync();

    public Task DisposeAsync()
    {
        _checkout.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_Fresh_Clone_Builds_The_Page_Once_And_Anew_When_A_Source_Changes()
    {
        var built = await BuildsAsync();
        var unchanged = await BuildsAsync();
        await File.AppendAllTextAsync(Path.Combine(_checkout.Web, "demo", "main.tsx"), "// changed\n");
        var changed = await BuildsAsync();
        File.Delete(Path.Combine(_checkout.Web, "demo", "public", "icon.svg"));
        var removed = await BuildsAsync();

        Assert.Equal((true, false, true, true), (built, unchanged, changed, removed));

        async Task<bool> BuildsAsync()
        {
            await using var run = _checkout.Start();
            using var client = await ConnectAsync(run);
            Assert.Contains("<div id=\"root\">", await client.GetStringAsync("/"), StringComparison.Ordinal);
            Assert.Empty(run.Errors);
            return run.Output.Contains("Building the demo page", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Programs_That_Start_Together_Build_The_Page_Once()
    {
        await using var first = _checkout.Start();
        await using var second = _checkout.Start();
        using var firstClient = await ConnectAsync(first);
        using var secondClient = await ConnectAsync(second);

        Assert.Equal(await firstClient.GetStringAsync("/"), await secondClient.GetStringAsync("/"));
        Assert.Single([first, second], run => run.Output.Contains("Building the demo page", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Page_That_Cannot_Be_Built_Is_Said_And_The_Api_Works()
    {
        await File.AppendAllTextAsync(Path.Combine(_checkout.Web, "demo", "main.tsx"), "import './missing.js'\n");
        await using var run = _checkout.Start();
        using var client = await ConnectAsync(run);

        using var page = await client.GetAsync("/");
        using var problem = await client.GetAsync("api/nothing");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("The demo page couldn't be built, the API works without it.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("missing.js", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("in a browser", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_The_Api_Works_And_The_Lack_Is_Said()
    {
        await using var run = _checkout.Start(("PATH", _checkout.Program));
        using var client = await ConnectAsync(run);

        using var page = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("Node.js 22 or later", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Page_Is_Served_To_Readers_Only_And_Guarded()
    {
        await using var run = _checkout.Start(("LocalHost__FunctionKey", "key"));
        using var client = await ConnectAsync(run);

        using var page = await client.GetAsync("/");
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        using var post = await client.PostAsync("/", content: null);
        using var outside = await client.GetAsync("/..%2f..%2fpackage.json");
        using var config = await client.GetAsync("/config.json");
        using var script = await client.GetAsync(ScriptOf(await page.Content.ReadAsStringAsync()));

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        Assert.Equal("""{"apiBase":""}""", (await config.Content.ReadAsStringAsync()).Trim());
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", script.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", script.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_File_Of_The_Page_Takes_No_Address_Of_The_Api()
    {
        Directory.CreateDirectory(Path.Combine(_checkout.Web, "demo", "public", "api"));
        await File.WriteAllTextAsync(Path.Combine(_checkout.Web, "demo", "public", "api", "health"), "stolen");
        await using var run = _checkout.Start();
        using var client = await ConnectAsync(run);

        using var health = await client.GetAsync("/api/health");

        Assert.Equal("application/json", health.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<HttpClient> ConnectAsync(LocalHostRun run)
    {
        var address = await run.WaitForCurlAsync(BuildLimit);
        return new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)), Timeout = Limits.Test };
    }

    private static string ScriptOf(string html)
    {
        var from = html.IndexOf("./assets/", StringComparison.Ordinal) + 1;
        return html[from..html.IndexOf('"', from)];
    }
}
