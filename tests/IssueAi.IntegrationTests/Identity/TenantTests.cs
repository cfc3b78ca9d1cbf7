using System.Text.Json;
using IssueAi.IntegrationTests.Responses;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Identity;

public sealed class TenantTests(GuardedProduct fixture) : IClassFixture<GuardedProduct>
{
    private const string Unknown = "00000000000000000000000000000000";

    private readonly string _mine = fixture.Provider.Issue("tenant-a");
    private readonly string _theirs = fixture.Provider.Issue("tenant-b");

    public static TheoryData<string, string, string?> Requests => new()
    {
        { "GET", "", null },
        { "GET", "?stream=true", null },
        { "GET", "?stream=true&starting_after=1", null },
        { "POST", "/cancel", null },
        { "POST", "/feedback", """{"rating":"up"}""" },
        { "DELETE", "", null },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Another_Tenants_Answer_Is_As_Unknown_As_One_That_Never_Was(string method, string path, string? json)
    {
        var responseId = await AnswerAsync($"tenants/{method}{path}");

        using var foreign = await SendAsync(_theirs, method, $"api/ai/responses/{responseId}{path}", json);
        using var unknown = await SendAsync(_theirs, method, $"api/ai/responses/{Unknown}{path}", json);
        using var own = await SendAsync(_mine, "GET", $"api/ai/responses/{responseId}");
        var stored = JsonElement.Parse(await own.Content.ReadAsStringAsync());

        await ProblemAssert.IsAsync(foreign, 404, "response_unknown");
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
        Assert.Equal("completed", stored.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, stored.GetProperty("rating").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Another_Tenants_Running_Answer_Is_Unknown_And_Runs_On(string method, string path, string? json)
    {
        var gate = new TaskCompletionSource();
        fixture.Product.Model.Script = _ => new Scenario { Chunks = ["First, ", "second."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 };
        using var post = await AskAsync(_mine, $"tenants/running/{method}{path}");
        var responseId = post.ResponseId();

        using var foreign = await SendAsync(_theirs, method, $"api/ai/responses/{responseId}{path}", json);
        gate.SetResult();
        var frames = await FrameReader.ReadAllAsync(post);

        await ProblemAssert.IsAsync(foreign, 404, "response_unknown");
        Assert.Equal("First, second.", frames.Text());
        Assert.Equal("metadata", frames[^1].TypeOf());
    }

    [Fact]
    public async Task An_Issue_Of_The_Same_Name_Is_Another_Tenants_Own()
    {
        await AnswerAsync("tenants/issue");

        using var history = await SendAsync(_theirs, "GET", "api/issues/tenants%2Fissue/responses");
        using var unknown = await AskAsync(_theirs, "tenants/issue", description: null);
        using var erased = await SendAsync(_theirs, "DELETE", "api/issues/tenants%2Fissue");
        using var written = await SendAsync(_theirs, "PUT", "api/issues/tenants%2Fissue", """{"description":"Theirs."}""");
        using var mine = await SendAsync(_mine, "GET", "api/issues/tenants%2Fissue/responses");

        Assert.Equal("""{"items":[],"continuation":null}""", await history.Content.ReadAsStringAsync());
        await ProblemAssert.IsAsync(unknown, 404, "issue_unknown");
        Assert.Equal([204, 204], new[] { erased, written }.Select(response => (int)response.StatusCode));
        Assert.Equal(1, JsonElement.Parse(await mine.Content.ReadAsStringAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_Same_Request_Of_Another_Tenant_Is_Neither_Cached_Nor_Shared()
    {
        var first = await AnswerAsync("tenants/cached");
        using var again = await AskAsync(_mine, "tenants/cached");
        using var theirs = await AskAsync(_theirs, "tenants/cached");

        Assert.Equal(first, again.ResponseId());
        Assert.NotEqual(first, theirs.ResponseId());
        Assert.False((await FrameReader.ReadAllAsync(theirs)).IsCached());
    }

    [Fact]
    public async Task A_Continuation_Is_Of_Use_To_Its_Own_Tenant_And_Issue_Only()
    {
        await AnswerAsync("tenants/paged");
        using var second = await AskAsync(_mine, "tenants/paged", regenerate: true);
        await FrameReader.ReadAllAsync(second);
        using var page = await SendAsync(_mine, "GET", "api/issues/tenants%2Fpaged/responses?limit=1");
        var continuation = JsonElement.Parse(await page.Content.ReadAsStringAsync()).GetProperty("continuation").GetString();

        using var mine = await SendAsync(_mine, "GET", $"api/issues/tenants%2Fpaged/responses?continuation={continuation}");
        using var theirs = await SendAsync(_theirs, "GET", $"api/issues/tenants%2Fpaged/responses?continuation={continuation}");
        using var elsewhere = await SendAsync(_mine, "GET", $"api/issues/tenants%2Fother/responses?continuation={continuation}");

        Assert.Equal(200, (int)mine.StatusCode);
        await ProblemAssert.IsInvalidAsync(theirs, "continuation");
        await ProblemAssert.IsInvalidAsync(elsewhere, "continuation");
    }

    private async Task<string> AnswerAsync(string issueId)
    {
        fixture.Product.Model.Script = _ => new Scenario { Chunks = ["An ", "answer."] };
        using var response = await AskAsync(_mine, issueId);
        return (await FrameReader.ReadAllAsync(response)).ResponseId();
    }

    private Task<HttpResponseMessage> AskAsync(string token, string issueId, string? description = "Any.", bool regenerate = false) =>
        SendAsync(token, "POST", "api/ai/refine", JsonSerializer.Serialize(new { issueId, description, regenerate }));

    private Task<HttpResponseMessage> SendAsync(string token, string method, string path, string? json = null) =>
        fixture.SendAsync(new HttpMethod(method), path, token, json);
}
