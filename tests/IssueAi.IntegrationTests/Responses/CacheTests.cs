using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class CacheTests(TwoInstances product)
{
    [Fact]
    public async Task An_Answer_Is_Served_Again_On_Another_Instance_Without_The_Model()
    {
        product.Script(new Scenario { Chunks = ["The ", "answer", "."] });
        var issue = new { issueId = "cache/again", description = "Twice asked." };

        var first = await product.First.StreamAsync(issue);
        var second = await product.Second.StreamAsync(issue);

        Assert.False(first.IsCached());
        Assert.True(second.IsCached());
        Assert.Equal(first.SkipLast(1).Select(frame => frame.ToString()), second.SkipLast(1).Select(frame => frame.ToString()));
        Assert.Equal(first[^1].ToString().Replace("\"cached\":false", "\"cached\":true", StringComparison.Ordinal), second[^1].ToString());
        Assert.Single(product.Model.Calls);
    }

    [Fact]
    public async Task Who_Likes_Both_Codings_Gets_The_Smaller_One_For_What_Is_Written_And_For_What_Is_There()
    {
        product.Script(new Scenario { Chunks = ["The ", "answer", "."] });
        var codings = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/ai/refine")
            {
                Content = JsonContent.Create(new { issueId = "cache/coding", description = "Any." }), Headers = { { "Accept-Encoding", "gzip, br" } },
            };
            using var response = await product.First.Client.SendAsync(request);
            codings.Add(response.Content.Headers.ContentEncoding.Single());
            await response.Content.ReadAsByteArrayAsync();
        }

        Assert.Equal(["gzip", "br"], codings);
        Assert.Single(product.Model.Calls);
    }

    public static TheoryData<string> OtherRequests => new(
        """{"issueId":"cache/other","title":"T","description":"Edited.","labels":["bug"]}""",
        """{"issueId":"cache/other","title":"Edited","description":"As it was.","labels":["bug"]}""",
        """{"issueId":"cache/other","title":"T","description":"As it was.","labels":["feature"]}""",
        """{"issueId":"cache/other","title":"T","description":"As it was.","labels":["bug"],"instructions":"Shorter."}""",
        """{"issueId":"cache/other","title":"T","description":"As it was.","labels":["bug"],"language":"vi"}""",
        """{"issueId":"cache/another","title":"T","description":"As it was.","labels":["bug"]}""");

    [Theory]
    [MemberData(nameof(OtherRequests))]
    public async Task Another_Request_Never_Gets_The_Stale_Answer(string other)
    {
        product.Script(new Scenario { Chunks = ["The answer."] });
        await product.First.StreamAsync(JsonElement.Parse("""{"issueId":"cache/other","title":"T","description":"As it was.","labels":["bug"]}"""));
        product.Model.ResetCalls();

        var answer = await product.First.StreamAsync(JsonElement.Parse(other));

        Assert.False(answer.IsCached());
        Assert.Single(product.Model.Calls);
    }

    [Theory]
    [InlineData("length", SimulatedFailure.None)]
    [InlineData(null, SimulatedFailure.CloseEarly)]
    [InlineData(null, SimulatedFailure.AnswerFiltered)]
    public async Task An_Answer_That_Is_Not_Whole_Is_Never_Served_Again(string? finishReason, SimulatedFailure failure)
    {
        var issue = new { issueId = $"cache/part/{finishReason}{failure}", description = "Cut short." };
        product.Script(new Scenario { Chunks = ["A ", "part"], FinishReason = finishReason, Failure = failure, FailAfter = 1 });
        await product.First.StreamAsync(issue);
        product.Script(new Scenario { Chunks = ["All of it."] });

        var second = await product.Second.StreamAsync(issue);

        Assert.False(second.IsCached());
        Assert.Equal("All of it.", second.Text());
    }

    [Fact]
    public async Task An_Answer_Is_Not_Served_After_Its_Time()
    {
        var instance = await product.StartAnotherAsync(("Cache__TimeToLive", "00:00:00.001"));
        product.Script(new Scenario { Chunks = ["The answer."] });
        var issue = new { issueId = "cache/old", description = "Asked again." };

        await instance.StreamAsync(issue);
        var second = await instance.StreamAsync(issue);

        Assert.False(second.IsCached());
    }

    [Fact]
    public async Task Without_The_Cache_Each_Request_Is_Answered_Anew_And_Kept()
    {
        var instance = await product.StartAnotherAsync(("Cache__Enabled", "false"));
        product.Script(new Scenario { Chunks = ["The answer."] });
        var issue = new { issueId = "cache/off", description = "Asked again." };

        var first = await instance.StreamAsync(issue);
        var second = await instance.StreamAsync(issue);

        Assert.NotEqual(first.ResponseId(), second.ResponseId());
        Assert.Equal(2, product.Model.Calls.Count);
        Assert.Equal(2, (await instance.GetAsync("issues/cache%2Foff/responses")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_Large_Answer_Comes_Back_Byte_For_Byte()
    {
        string[] chunks = [.. Enumerable.Range(0, 1500).Select(number => $"{number:D6} việc 🧩 {new string('x', 190)}\n")];
        product.Script(new Scenario { Chunks = chunks });
        var issue = new { issueId = "cache/large", description = "A large one." };

        var first = await product.First.StreamAsync(issue);
        var second = await product.Second.StreamAsync(issue);
        var stored = await product.Second.GetAsync($"ai/responses/{first.ResponseId()}");

        Assert.True(second.IsCached());
        Assert.Equal(string.Concat(chunks), second.Text());
        Assert.Equal(string.Concat(chunks), stored.GetProperty("text").GetString());
    }
}
