using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class HistoryTests(TwoInstances product)
{
    [Fact]
    public async Task A_New_Version_Improves_On_The_Newest_And_Is_Served_From_Then_On()
    {
        var issue = new { issueId = "history/regenerate", description = "Unclear." };
        product.Script(new Scenario { Chunks = ["The first version."] });
        var first = await product.First.StreamAsync(issue);
        product.Script(new Scenario { Chunks = ["The second version."] });

        var second = await product.Second.StreamAsync(new { issueId = "history/regenerate", regenerate = true, instructions = "Shorter." });
        var asked = product.Model.Calls.Single().UserMessage;
        var served = await product.First.StreamAsync(issue);
        var stored = await product.First.GetAsync($"ai/responses/{second.ResponseId()}");

        Assert.False(second.IsCached());
        Assert.Equal(first.ResponseId(), stored.GetProperty("parentId").GetString());
        Assert.Contains("The first version.", asked, StringComparison.Ordinal);
        Assert.Contains("Shorter.", asked, StringComparison.Ordinal);
        Assert.True(served.IsCached());
        Assert.Equal(second.ResponseId(), served.ResponseId());
    }

    [Fact]
    public async Task Two_Clicks_On_Regenerate_Make_One_Version()
    {
        product.Script(new Scenario { Chunks = ["A version."] });
        await product.First.StreamAsync(new { issueId = "history/clicks", description = "Unclear." });
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = ["A new version."], Gate = token => gate.Task.WaitAsync(token) });
        var regenerate = new { issueId = "history/clicks", regenerate = true };

        var posts = await Task.WhenAll(product.First.PostAsync(regenerate), product.Second.PostAsync(regenerate));
        gate.SetResult();
        var streams = await Task.WhenAll(posts.Select(FrameReader.ReadAllAsync));

        Assert.Single(product.Model.Calls);
        Assert.Equal(streams[0].ResponseId(), streams[1].ResponseId());
    }

    [Fact]
    public async Task A_Failed_New_Version_Leaves_The_Old_One_Served()
    {
        var issue = new { issueId = "history/failed", description = "Unclear." };
        product.Script(new Scenario { Chunks = ["The first version."] });
        var first = await product.First.StreamAsync(issue);
        product.Script(new Scenario { Chunks = ["The ", "second"], Failure = SimulatedFailure.CloseEarly, FailAfter = 1 });
        await product.First.StreamAsync(new { issueId = "history/failed", regenerate = true });

        var served = await product.Second.StreamAsync(issue);

        Assert.True(served.IsCached());
        Assert.Equal(first.ResponseId(), served.ResponseId());
    }

    [Fact]
    public async Task History_Is_Paged_Newest_First_Over_All_Actions()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        var made = new List<string>();
        foreach (var action in new[] { "refine", "estimate", "breakdown", "refine", "estimate" })
            made.Insert(0, (await product.First.StreamAsync(new { issueId = "history/paged", description = "Any.", regenerate = true }, action)).ResponseId());

        var listed = new List<string>();
        string? continuation = null;
        do
        {
            var page = await product.Second.GetAsync($"issues/history%2Fpaged/responses?limit=2&continuation={continuation}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("responseId").GetString()!));
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        Assert.Equal(made, listed);
    }

    [Fact]
    public async Task History_Is_Filtered_By_Action_And_Includes_Text_On_Request()
    {
        product.Script(new Scenario { Chunks = ["An ", "answer."] });
        await product.First.StreamAsync(new { issueId = "history/filtered", description = "Any." });
        await product.First.StreamAsync(new { issueId = "history/filtered", description = "Any." }, "estimate");

        var lean = await product.Second.GetAsync("issues/history%2Ffiltered/responses?action=estimate");
        var full = await product.Second.GetAsync("issues/history%2Ffiltered/responses?action=estimate&include=text");

        var item = Assert.Single(lean.GetProperty("items").EnumerateArray());
        Assert.Equal("estimate", item.GetProperty("action").GetString());
        Assert.False(item.TryGetProperty("text", out _));
        Assert.Equal("An answer.", full.GetProperty("items")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_Issue_Without_Answers_Has_An_Empty_History()
    {
        var page = await product.First.GetAsync("issues/history%2Fnone/responses");

        Assert.Equal("""{"items":[],"continuation":null}""", page.GetRawText());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("action=destroy", "action")]
    [InlineData("continuation=junk", "continuation")]
    [InlineData("continuation=..%2F..%2F", "continuation")]
    public async Task A_Wrong_Query_Is_Refused_By_Name(string query, string name)
    {
        using var response = await product.First.Client.GetAsync($"api/issues/history%2Fwrong/responses?{query}");
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _));
    }

    [Fact]
    public async Task A_Stored_Answer_Has_The_Contracts_Shape()
    {
        product.Script(new Scenario { Chunks = ["An ", "answer."] });
        var frames = await product.First.StreamAsync(new { issueId = "history/shape", description = "Any." });

        var stored = await product.Second.GetAsync($"ai/responses/{frames.ResponseId()}");

        Assert.Equal(
            ["responseId", "issueId", "action", "state", "text", "result", "confidence", "metadata", "parentId", "rating", "createdAt"],
            stored.EnumerateObject().Select(property => property.Name));
        Assert.Equal(frames.Metadata().GetRawText(), stored.GetProperty("metadata").GetRawText());
        Assert.Equal("completed", stored.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, stored.GetProperty("parentId").ValueKind);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", stored.GetProperty("createdAt").GetString());
    }

    [Fact]
    public async Task Without_History_Nothing_Is_Stored_Listed_Or_Resumed()
    {
        var instance = await product.StartAnotherAsync(("History__Enabled", "false"));
        product.Script(new Scenario { Chunks = ["An ", "answer."] });
        var issue = new { issueId = "history/off", description = "Any." };

        var first = await instance.StreamAsync(issue, query: "?resumable=true");
        var second = await instance.StreamAsync(issue);
        using var read = await instance.Client.GetAsync($"api/ai/responses/{first.ResponseId()}");
        using var resumed = await instance.ResumeAsync(first.ResponseId(), after: 1);
        using var list = await instance.Client.GetAsync("api/issues/history%2Foff/responses");
        var elsewhere = await product.First.GetAsync("issues/history%2Foff/responses");

        Assert.Equal("An answer.", first.Text());
        Assert.NotEqual(first.ResponseId(), second.ResponseId());
        Assert.All([read, resumed, list], response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode));
        Assert.Equal(0, elsewhere.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_Rating_Is_Kept_And_May_Change()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        var frames = await product.First.StreamAsync(new { issueId = "history/rated", description = "Any." });
        var path = $"api/ai/responses/{frames.ResponseId()}/feedback";

        foreach (var rating in new[] { "up", "down" })
        {
            using var rated = await product.Second.Client.PostAsJsonAsync(path, new { rating });
            var item = (await product.First.GetAsync("issues/history%2Frated/responses")).GetProperty("items")[0];

            Assert.Equal(HttpStatusCode.NoContent, rated.StatusCode);
            Assert.Equal(rating, item.GetProperty("rating").GetString());
        }

        using var wrong = await product.Second.Client.PostAsJsonAsync(path, new { rating = "sideways" });
        await ProblemAssert.IsAsync(wrong, 400, "invalid_request");
    }

    [Fact]
    public async Task Feedback_May_Say_What_Became_Of_The_Answer_And_Shows_The_Rating_Alone()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        var frames = await product.First.StreamAsync(new { issueId = "history/taken", description = "Any." });

        using var said = await product.Second.Client.PostAsJsonAsync(
            $"api/ai/responses/{frames.ResponseId()}/feedback", new { rating = "up", accepted = true, editDistance = 0.25 });
        var stored = await product.First.Client.GetStringAsync($"api/ai/responses/{frames.ResponseId()}");
        var listed = await product.First.Client.GetStringAsync("api/ai/responses?issueId=history%2Ftaken");

        Assert.Equal(HttpStatusCode.NoContent, said.StatusCode);
        Assert.All([stored, listed], json => Assert.Contains("\"rating\":\"up\"", json, StringComparison.Ordinal));
        Assert.All([stored, listed], json => Assert.DoesNotContain("accepted\"", json, StringComparison.Ordinal));
        Assert.All([stored, listed], json => Assert.DoesNotContain("editDistance", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Answer_That_Is_Being_Written_Can_Not_Be_Judged_Yet()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = ["An ", "answer."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        using var post = await product.First.PostAsync(new { issueId = "history/running", description = "Any." });
        await product.Second.UntilAsync("history%2Frunning", "running");
        var path = $"api/ai/responses/{post.ResponseId()}/feedback";

        using var here = await product.First.Client.PostAsJsonAsync(path, new { rating = "up" });
        using var elsewhere = await product.Second.Client.PostAsJsonAsync(path, new { rating = "up" });
        gate.SetResult();
        await FrameReader.ReadAllAsync(post);
        using var after = await product.First.Client.PostAsJsonAsync(path, new { rating = "up" });

        await ProblemAssert.IsAsync(here, 409, "conflict");
        await ProblemAssert.IsAsync(elsewhere, 409, "conflict");
        Assert.Equal(HttpStatusCode.NoContent, after.StatusCode);
    }
}
