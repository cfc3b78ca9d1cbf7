using System.Net;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

/// <summary>Following an issue's running response without its id.</summary>
[Collection(TwoInstancesGroup.Name)]
public sealed class StreamRunningTests(TwoInstances product)
{
    private static readonly string[] Chunks = ["One ", "two ", "three ", "four."];

    [Theory]
    [InlineData("running/path", "api/ai/refine/running%2Fpath/stream", true)]
    [InlineData("running/query", "api/ai/refine/stream?issueId=running%2Fquery", true)]
    [InlineData("running/path#2", "api/ai/refine/running%2Fpath%232/stream", false)]
    [InlineData("running%2Fquery", "api/ai/refine/stream?issueId=running%252Fquery", false)]
    public async Task A_Running_Answer_Is_Streamed_From_Its_First_Event_On_Whichever_Instance(string issueId, string path, bool isHere)
    {
        var gate = Script();
        using var post = await product.First.PostAsync(new { issueId, description = "Long." }, query: "?resumable=true");
        if (!isHere) await product.Second.UntilAsync(Uri.EscapeDataString(issueId), "running");

        using var attached = await AttachAsync(isHere ? product.First : product.Second, path);
        gate.SetResult();
        var blocks = FrameReader.Events(await attached.Content.ReadAsStringAsync()).ToList();
        await FrameReader.ReadAllAsync(post);
        using var after = await AttachAsync(product.First, path);

        Assert.Equal(HttpStatusCode.OK, attached.StatusCode);
        Assert.Equal("text/event-stream", attached.Content.Headers.ContentType!.ToString());
        Assert.Equal(post.ResponseId(), attached.ResponseId());
        Assert.Equal(Enumerable.Range(1, blocks.Count).Select(number => $"id: {number}"), blocks.Select(block => block.Split('\n')[0]));
        Assert.Equal(string.Concat(Chunks), blocks.Select(FrameReader.Parse).Text());
        Assert.Equal("metadata", FrameReader.Parse(blocks[^1]).TypeOf());
        Assert.Equal(CallState.Completed, product.Model.Calls.Single().State);
        Assert.Equal(HttpStatusCode.NoContent, after.StatusCode);
    }

    [Theory]
    [InlineData("&starting_after=2", null)]
    [InlineData("", "2")]
    public async Task An_Attached_Stream_Goes_On_After_An_Event(string query, string? lastEventId)
    {
        var gate = Script();
        using var post = await product.First.PostAsync(new { issueId = "running/after", description = $"Long, after {query}{lastEventId}." }, query: "?resumable=true");
        using var reader = await BlockReader.OpenAsync(post);
        await reader.ReadUntilAsync(block => block.StartsWith("id: 2\n", StringComparison.Ordinal));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/ai/refine/stream?issueId=running%2Fafter{query}");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var attached = await product.First.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        gate.SetResult();
        var blocks = FrameReader.Events(await attached.Content.ReadAsStringAsync());

        Assert.StartsWith("id: 3\n", blocks[0], StringComparison.Ordinal);
        Assert.Equal("three four.", blocks.Select(FrameReader.Parse).Text());
    }

    [Fact]
    public async Task The_Newest_Of_Two_Running_Answers_Is_Streamed()
    {
        product.Script(new Scenario { Chunks = ["The first."] });
        await product.First.StreamAsync(new { issueId = "running/newest", description = "Any." });
        var gate = Script();
        using var older = await product.First.PostAsync(new { issueId = "running/newest", regenerate = true, instructions = "longer" }, query: "?resumable=true");
        using var newer = await product.Second.PostAsync(new { issueId = "running/newest", regenerate = true, instructions = "shorter" }, query: "?resumable=true");
        await product.First.UntilAsync("running%2Fnewest", "running");

        // Each instance runs one of the two.
        var seen = new List<string>();
        foreach (var instance in (ProductProcess[])[product.First, product.Second])
        {
            using var attached = await UntilAttachedToAsync(instance, newer.ResponseId());
            seen.Add(attached.ResponseId());
        }

        gate.SetResult();
        Assert.NotEqual(older.ResponseId(), newer.ResponseId());
        Assert.All(seen, responseId => Assert.Equal(newer.ResponseId(), responseId));
    }

    [Fact]
    public async Task Where_None_Runs_There_Is_Nothing()
    {
        product.Script(new Scenario { Chunks = Chunks, Failure = SimulatedFailure.Stall, FailAfter = 2 });
        using var post = await product.First.PostAsync(new { issueId = "running/cancelled", description = "Any." }, query: "?resumable=true");
        using var otherAction = await AttachAsync(product.First, "api/ai/estimate/stream?issueId=running%2Fcancelled");
        using var cancel = await product.First.Client.PostAsync($"api/ai/responses/{post.ResponseId()}/cancel", content: null);

        using var cancelled = await AttachAsync(product.First, "api/ai/refine/stream?issueId=running%2Fcancelled");
        using var elsewhere = await AttachAsync(product.Second, "api/ai/refine/stream?issueId=running%2Fcancelled");
        using var unknown = await AttachAsync(product.First, "api/ai/refine/running%2Fnever/stream?protocol=ui-message-stream");

        Assert.All([otherAction, cancelled, elsewhere, unknown], response => Assert.Equal(HttpStatusCode.NoContent, response.StatusCode));
        Assert.Empty(await unknown.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_Vercel_Ai_Sdk_Gets_It_In_Its_Own_Form()
    {
        var gate = Script();
        using var post = await product.First.PostAsync(new { issueId = "running/sdk", description = "Any." }, query: "?resumable=true&protocol=ui-message-stream");

        using var attached = await AttachAsync(product.First, "api/ai/refine/running%2Fsdk/stream?protocol=ui-message-stream");
        gate.SetResult();
        var body = await attached.Content.ReadAsStringAsync();

        Assert.Equal("v1", attached.Headers.GetValues("x-vercel-ai-ui-message-stream").Single());
        Assert.Equal(await post.Content.ReadAsStringAsync(), body);
        Assert.StartsWith($$"""{{Product.Opening}}data: {"type":"start","messageId":"{{post.ResponseId()}}"}""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Caller_Who_Only_Attached_Keeps_The_Answer_Alive()
    {
        var instance = await product.StartAnotherAsync(("Streaming__DisconnectGrace", "00:00:00.100"));
        var gate = Script();
        using var post = await instance.PostAsync(new { issueId = "running/kept", description = "Any." });
        using var attached = await AttachAsync(instance, "api/ai/refine/running%2Fkept/stream");

        post.Dispose();
        gate.SetResult();

        Assert.Equal(string.Concat(Chunks), (await FrameReader.ReadAllAsync(attached)).Text());
    }

    [Theory]
    [InlineData("api/ai/translate/stream?issueId=a")]
    [InlineData("api/ai/translate/a/stream")]
    [InlineData("api/ai/responses/a/stream")]
    public async Task An_Unknown_Action_Is_Not_Found(string path)
    {
        using var response = await product.First.Client.GetAsync(path);

        await ProblemAssert.IsAsync(response, 404, "not_found");
    }

    [Theory]
    [InlineData("api/ai/refine/stream", "issueId")]
    [InlineData("api/ai/refine/stream?issueId=%FF", "issueId")]
    [InlineData("api/ai/refine/%FF/stream", "issueId")]
    [InlineData("api/ai/refine/a/stream?starting_after=x", "starting_after")]
    public async Task A_Request_That_Names_No_Issue_Or_No_Event_Is_Invalid(string path, string property)
    {
        using var response = await product.First.Client.GetAsync(path);

        await ProblemAssert.IsInvalidAsync(response, property);
    }

    // The newest response is known once both are in the history.
    private static async Task<HttpResponseMessage> UntilAttachedToAsync(ProductProcess instance, string responseId)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var attached = await AttachAsync(instance, "api/ai/refine/stream?issueId=running%2Fnewest");
            if (attached.ResponseId() == responseId) return attached;
            attached.Dispose();
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }

    private static Task<HttpResponseMessage> AttachAsync(ProductProcess instance, string path) =>
        instance.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

    private TaskCompletionSource Script()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = Chunks, Gate = token => gate.Task.WaitAsync(token), GateBefore = 2 });
        return gate;
    }
}
