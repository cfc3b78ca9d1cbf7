using System.Net;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class ResumeTests(TwoInstances product)
{
    // One event for each chunk, one for the confidence, one for the metadata.
    private const int Events = 22;

    private static readonly string[] Chunks = [.. Enumerable.Range(1, 20).Select(number => $"{number} ")];

    [Fact]
    public async Task A_Lost_Stream_Goes_On_Elsewhere_Without_A_Frame_Lost_Or_Doubled()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = Chunks, Gate = token => gate.Task.WaitAsync(token), GateBefore = 12 });
        var post = await product.First.PostAsync(new { issueId = "resume/lost", description = "Long." }, query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(post);
        var seen = await reader.ReadUntilAsync(block => block.StartsWith("id: 7\n", StringComparison.Ordinal));
        post.Dispose();

        using var resumed = await product.Second.ResumeAsync(post.ResponseId(), after: 7);
        gate.SetResult();
        var rest = FrameReader.Events(await resumed.Content.ReadAsStringAsync()).ToArray();

        string[] all = [.. seen.Where(block => !block.StartsWith(':')), .. rest];
        Assert.Equal(Enumerable.Range(1, Events).Select(number => $"id: {number}"), all.Select(block => block.Split('\n')[0]));
        Assert.Equal(string.Concat(Chunks), all.Select(FrameReader.Parse).Text());
        Assert.Equal("metadata", FrameReader.Parse(all[^1]).TypeOf());
        Assert.Equal(CallState.Completed, product.Model.Calls.Single().State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    public async Task A_Stream_That_Has_Ended_Is_Replayed_From_Any_Event(int after)
    {
        product.Script(new Scenario { Chunks = Chunks });
        var whole = await product.First.StreamAsync(new { issueId = "resume/ended", description = "Long." }, query: "?resumable=true");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/ai/responses/{whole.ResponseId()}?stream=true");
        request.Headers.Add("Last-Event-ID", $"{after}");
        using var response = await product.Second.Client.SendAsync(request);
        var blocks = FrameReader.Events(await response.Content.ReadAsStringAsync());

        Assert.Equal(Events - after, blocks.Count);
        Assert.StartsWith($"id: {after + 1}\n", blocks[0], StringComparison.Ordinal);
        Assert.Equal(string.Concat(Chunks.Skip(after)), blocks.Select(FrameReader.Parse).Text());
    }

    [Fact]
    public async Task A_Plain_Caller_Who_Leaves_Stops_The_Model_And_The_Part_Is_Kept()
    {
        product.Script(new Scenario { Chunks = Chunks, Failure = SimulatedFailure.Stall, FailAfter = 5 });
        var post = await product.First.PostAsync(new { issueId = "resume/plain", description = "Left." });
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadUntilAsync(block => block.Contains("\"5 \"", StringComparison.Ordinal));

        post.Dispose();
        await product.Model.Calls.Single().Ended.WaitAsync(Limits.Test);
        await product.Second.UntilAsync("resume%2Fplain", "cancelled");

        Assert.Equal("1 2 3 4 5 ", (await product.Second.GetAsync($"ai/responses/{post.ResponseId()}")).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_Resumable_Caller_Who_Stays_Away_Stops_The_Model_After_The_Grace()
    {
        var instance = await product.StartAnotherAsync(("Streaming__DisconnectGrace", "00:00:00.300"));
        product.Script(new Scenario { Chunks = Chunks, Failure = SimulatedFailure.Stall, FailAfter = 1 });
        var post = await instance.PostAsync(new { issueId = "resume/grace", description = "Left." }, query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadEventAsync();

        post.Dispose();
        await product.Model.Calls.Single().Ended.WaitAsync(Limits.Test);

        Assert.Equal(CallState.Aborted, product.Model.Calls.Single().State);
        await instance.UntilAsync("resume%2Fgrace", "cancelled");
    }

    [Fact]
    public async Task A_Resumable_Stream_Is_Told_To_Come_Back_And_A_Plain_One_Ends()
    {
        var instance = await product.StartAnotherAsync(("Streaming__MaxDuration", "00:00:00.500"));
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = Chunks, Gate = token => gate.Task.WaitAsync(token), GateBefore = 3 });
        var issue = new { issueId = "resume/long", description = "Takes long." };

        var resumable = await instance.StreamAsync(issue, query: "?resumable=true");
        var plain = await instance.StreamAsync(issue);
        gate.SetResult();

        Assert.Equal("reconnect", resumable[^1].TypeOf());
        Assert.Equal("upstream_timeout", plain[^1].GetProperty("code").GetString());
        var after = resumable[^1].GetProperty("after").GetInt32();
        Assert.Equal(resumable.Count - 1, after);
        using var rest = await product.Second.ResumeAsync(resumable[^1].GetProperty("responseId").GetString()!, after);
        Assert.Equal(string.Concat(Chunks.Skip(after)), (await FrameReader.ReadAllAsync(rest)).Text());
    }

    [Theory]
    [InlineData(Events)]
    [InlineData(1000)]
    public async Task A_Caller_Who_Has_Had_Everything_Gets_Nothing(int after)
    {
        product.Script(new Scenario { Chunks = Chunks });
        var whole = await product.First.StreamAsync(new { issueId = "resume/everything", description = "Long." }, query: "?resumable=true");

        using var response = await product.Second.ResumeAsync(whole.ResponseId(), after);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Of_Two_Places_The_Later_One_Counts()
    {
        product.Script(new Scenario { Chunks = Chunks });
        var whole = await product.First.StreamAsync(new { issueId = "resume/two", description = "Long." });

        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/ai/responses/{whole.ResponseId()}?stream=true&starting_after=2");
        request.Headers.Add("Last-Event-ID", "20");
        using var response = await product.First.Client.SendAsync(request);

        Assert.Equal(2, FrameReader.Events(await response.Content.ReadAsStringAsync()).Count);
    }

    [Theory]
    [InlineData("starting_after=-1")]
    [InlineData("starting_after=x")]
    [InlineData("starting_after=")]
    [InlineData("starting_after=99999999999999999999")]
    public async Task A_Place_That_Is_No_Number_Is_Refused(string query)
    {
        product.Script(new Scenario { Chunks = ["One."] });
        var whole = await product.First.StreamAsync(new { issueId = "resume/wrong", description = "Any." });

        using var response = await product.First.Client.GetAsync($"api/ai/responses/{whole.ResponseId()}?stream=true&{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"starting_after\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
