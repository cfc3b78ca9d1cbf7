using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class IssueTests(TwoInstances product)
{
    // The host determines which of these ids a path can contain.
    private static readonly string[] WithPercentSigns = ["a%2Fb", "100% %41 %zz"];

    public static TheoryData<string> Ids => new(
        "acme/shop#42",
        "a?b=c&d",
        WithPercentSigns[0],
        WithPercentSigns[1],
        "a/b",
        "it's \"quoted\"",
        @"back\slash",
        "../../etc",
        "  spaces  ",
        "việc số 1",
        "👩‍👩‍👧‍👦🇻🇳",
        "+plus;semi:colon@at",
        string.Concat(Enumerable.Repeat("🧩", 200)));

    public static TheoryData<string> IdsInPaths => new(((IEnumerable<object[]>)Ids).Select(row => (string)row[0]).Except(WithPercentSigns));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Any_Printable_Id_Works_In_A_Query(string issueId)
    {
        var query = $"?issueId={Uri.EscapeDataString(issueId)}";

        await AssertWorksAsync(issueId, $"api/issues{query}", $"api/ai/responses{query}");
    }

    [Theory]
    [MemberData(nameof(IdsInPaths))]
    public async Task Any_Id_Without_A_Percent_Sign_Works_In_A_Path(string issueId)
    {
        var path = $"api/issues/{Uri.EscapeDataString(issueId)}";

        await AssertWorksAsync(issueId, path, $"{path}/responses");
    }

    [Fact]
    public async Task What_Is_Stored_Of_An_Issue_Can_Be_Read()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        await product.First.StreamAsync(new { issueId = "issue/read#1", title = "The title", description = "The description." });

        var sent = await product.Second.Client.GetStringAsync("api/issues?issueId=issue%2Fread%231");
        using var put = await product.Second.Client.PutAsJsonAsync("api/issues?issueId=issue%2Fread%231", new { labels = ResponsesLabels });
        var replaced = await product.First.Client.GetStringAsync("api/issues/issue%2Fread%231");

        Assert.Equal("""{"title":"The title","description":"The description.","labels":null}""", sent);
        Assert.Equal("""{"title":null,"description":null,"labels":["bug"]}""", replaced);
    }

    [Theory]
    [InlineData("api/issues/nobody%2Fknows")]
    [InlineData("api/issues?issueId=nobody%2Fknows")]
    public async Task Of_An_Unknown_Issue_Nothing_Is_Stored(string path)
    {
        using var response = await product.First.Client.GetAsync(path);

        await ProblemAssert.IsAsync(response, 404, "issue_unknown");
    }

    [Fact]
    public async Task What_Is_Left_Out_Is_Taken_From_What_Is_Remembered()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        await product.First.StreamAsync(new { issueId = "issue/remembered", title = "Old title", description = "The description.", labels = ResponsesLabels });

        await product.Second.StreamAsync(new { issueId = "issue/remembered", title = "New title" });
        product.Model.ResetCalls();
        await product.First.StreamAsync(new { issueId = "issue/remembered", regenerate = true });

        var asked = product.Model.Calls.Single().UserMessage;
        Assert.Contains("New title", asked, StringComparison.Ordinal);
        Assert.Contains("The description.", asked, StringComparison.Ordinal);
        Assert.Contains("bug", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"issueId":"nobody/knows#1"}""")]
    [InlineData("""{"issueId":"nobody/knows#1","title":"t","description":null}""")]
    public async Task An_Issue_That_Is_Not_Known_Needs_A_Description(string json)
    {
        using var response = await product.First.Client.PostAsJsonAsync("api/ai/refine", JsonElement.Parse(json));

        var problem = await ProblemAssert.IsAsync(response, 404, "issue_unknown");
        Assert.Contains("description", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Put_Replaces_What_Was_Remembered()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        await product.First.StreamAsync(new { issueId = "issue/put", title = "Old title", description = "Old text." });

        using var put = await product.First.Client.PutAsJsonAsync("api/issues/issue%2Fput", new { description = "New text." });
        product.Model.ResetCalls();
        await product.Second.StreamAsync(new { issueId = "issue/put" });

        var asked = product.Model.Calls.Single().UserMessage;
        Assert.Contains("New text.", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Old title", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_As_Long_As_A_Request_Are_Remembered()
    {
        product.Script(new Scenario { Chunks = ["An answer."] });
        var label = string.Concat(Enumerable.Range(0, 7_000).Select(number => $"{number * 7919 % 100_003} "));

        using var put = await product.First.Client.PutAsJsonAsync("api/issues/issue%2Flabels", new { description = "Any.", labels = new[] { label } });
        await product.Second.StreamAsync(new { issueId = "issue/labels" });

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Contains(label, product.Model.Calls.Single().UserMessage, StringComparison.Ordinal);
    }

    private static readonly string[] ResponsesLabels = ["bug"];

    private async Task AssertWorksAsync(string issueId, string issue, string responses)
    {
        product.Script(new Scenario { Chunks = ["An answer for ", issueId] });

        using var put = await product.First.Client.PutAsJsonAsync(issue, new { title = "T", description = $"About {issueId}." });
        var frames = await product.Second.StreamAsync(new { issueId });
        var stored = await product.Second.Client.GetFromJsonAsync<JsonElement>(issue);
        var history = await product.First.Client.GetFromJsonAsync<JsonElement>(responses);
        var asked = product.Model.Calls.Single().UserMessage;
        using var erased = await product.Second.Client.DeleteAsync(issue);
        var after = await product.First.Client.GetFromJsonAsync<JsonElement>(responses);
        using var gone = await product.First.Client.GetAsync(issue);

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal($"About {issueId}.", stored.GetProperty("description").GetString());
        Assert.Contains($"About {issueId}.", asked, StringComparison.Ordinal);
        var item = Assert.Single(history.GetProperty("items").EnumerateArray());
        Assert.Equal(issueId, item.GetProperty("issueId").GetString());
        Assert.Equal(frames.ResponseId(), item.GetProperty("responseId").GetString());
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(0, after.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }
}
