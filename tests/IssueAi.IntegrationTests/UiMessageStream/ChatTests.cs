using System.Net.Http.Json;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.UiMessageStream;

/// <summary>Conversations with the Vercel AI SDK's <c>useChat</c> hook, beyond the first response.</summary>
public sealed class ChatTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private Product _product = null!;

    /// <summary>Gets each version with each number of parts before the model pauses: the start, the text's start, and two pieces of text.</summary>
    public static TheoryData<AiSdk, int> Cuts
    {
        get
        {
            var cuts = new TheoryData<AiSdk, int>();
            foreach (var sdk in (IEnumerable<object[]>)AiSdk.All)
            {
                for (var parts = 1; parts <= 4; parts++) cuts.Add((AiSdk)sdk[0], parts);
            }

            return cuts;
        }
    }

    public async Task InitializeAsync() =>
        _product = await Product.StartAsync(("Tables:ConnectionString", azurite.ConnectionString), ("Cache:Enabled", "true"));

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Theory]
    [MemberData(nameof(AiSdk.All), MemberType = typeof(AiSdk))]
    public async Task Each_Message_Is_Answered_By_A_Version_Of_Its_Own(AiSdk sdk)
    {
        await using var page = await OpenAsync(sdk, "chat/turns");

        _product.Model.Script = _ => new Scenario { Chunks = ["The ", "first."] };
        await page.SendAsync("The Pay button does nothing.");
        var first = await page.UntilEndedAsync(messages: 2);
        _product.Model.Script = _ => new Scenario { Chunks = ["The ", "second."] };
        await page.SendAsync("Shorter, please.");
        var second = await page.UntilEndedAsync(messages: 4);
        _product.Model.Script = _ => new Scenario { Chunks = ["The ", "third."] };
        await page.PressAsync("regenerate");
        var third = await page.UntilAsync(shown => shown.Status == "ready" && shown.Messages[^1].Text == "The third.");
        var asked = _product.Model.Calls.Select(call => call.UserMessage).ToList();
        var history = await _product.Client.GetFromJsonAsync<JsonElement>($"api/ai/responses?issueId={Uri.EscapeDataString($"chat/turns#{sdk.Version}")}");

        Assert.Equal(["The Pay button does nothing.", "The first."], first.Messages.Select(message => message.Text));
        Assert.Equal(["The Pay button does nothing.", "The first.", "Shorter, please.", "The second."], second.Messages.Select(message => message.Text));
        Assert.Equal(["The Pay button does nothing.", "The first.", "Shorter, please.", "The third."], third.Messages.Select(message => message.Text));
        Assert.All(asked, question => Assert.Contains("The Pay button does nothing.", question, StringComparison.Ordinal));
        Assert.All(asked.Skip(1), question => Assert.Contains("Shorter, please.", question, StringComparison.Ordinal));
        Assert.Contains("The second.", asked[2], StringComparison.Ordinal);
        Assert.Equal(
            [third.Messages[3].Id, second.Messages[3].Id, first.Messages[1].Id],
            history.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("responseId").GetString()));
        Assert.Equal(second.Messages[3].Id, history.GetProperty("items")[0].GetProperty("parentId").GetString());
    }

    [Theory]
    [MemberData(nameof(AiSdk.All), MemberType = typeof(AiSdk))]
    public async Task The_First_Answer_Can_Be_Regenerated(AiSdk sdk)
    {
        await using var page = await OpenAsync(sdk, "chat/regenerate", new { description = "About the Pay button.", instructions = "formal" });

        _product.Model.Script = _ => new Scenario { Chunks = ["The first."] };
        await page.SendAsync("Refine this.");
        var first = await page.UntilEndedAsync(messages: 2);
        _product.Model.Script = _ => new Scenario { Chunks = ["The second."] };
        await page.PressAsync("regenerate");
        var second = await page.UntilAsync(shown => shown.Status == "ready" && shown.Messages is [_, { Text: "The second." }]);

        Assert.NotEqual(first.Messages[1].Id, second.Messages[1].Id);
        Assert.Contains("formal", _product.Model.Calls[^1].UserMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("Refine this.", _product.Model.Calls[^1].UserMessage, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AiSdk.All), MemberType = typeof(AiSdk))]
    public async Task Stop_Keeps_The_Part_And_Stops_The_Model_And_The_Next_Message_Is_Answered(AiSdk sdk)
    {
        await using var page = await OpenAsync(sdk, "chat/stop", query: "");

        _product.Model.Script = _ => new Scenario { Chunks = ["A part ", "and more"], Failure = SimulatedFailure.Stall, FailAfter = 1 };
        await page.SendAsync("About the Pay button.");
        await page.UntilAsync(shown => shown.Messages is [_, { Text: "A part " }]);
        await page.PressAsync("stop");
        var stopped = await page.UntilEndedAsync(messages: 2);
        var call = _product.Model.Calls.Single();
        await call.Ended.WaitAsync(Limits.Test);
        _product.Model.Script = _ => new Scenario { Chunks = ["All of it."] };
        await page.SendAsync("Again.");
        var next = await page.UntilEndedAsync(messages: 4);

        Assert.Equal(("ready", "A part "), (stopped.Status, stopped.Messages[1].Text));
        Assert.Equal(CallState.Aborted, call.State);
        Assert.Equal("All of it.", next.Messages[3].Text);
    }

    [Theory]
    [MemberData(nameof(AiSdk.All), MemberType = typeof(AiSdk))]
    public async Task A_Page_That_Is_Reloaded_In_Mid_Answer_Shows_All_Of_It(AiSdk sdk)
    {
        var rest = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["One ", "two ", "three."], Gate = token => rest.Task.WaitAsync(token), GateBefore = 2 };
        ChatPage.Shown before;
        await using (var page = await OpenAsync(sdk, "chat/reload"))
        {
            await page.SendAsync("About the Pay button.");
            before = await page.UntilAsync(shown => shown.Messages is [_, { Text: "One two " }]);
        }

        await using var reloaded = await OpenAsync(sdk, "chat/reload", resume: true);
        var during = await reloaded.UntilAsync(shown => shown.Messages is [{ Text: "One two " }]);
        rest.SetResult();
        var after = await reloaded.UntilAsync(shown => shown.Status == "ready" && shown.Messages is [{ Text: "One two three." }]);

        Assert.All([during, after], shown => Assert.Equal(before.Messages[1].Id, shown.Messages[0].Id));
        Assert.Contains("data-metadata", after.Messages[0].Data);
        Assert.Equal(CallState.Completed, _product.Model.Calls.Single().State);
    }

    [Theory]
    [MemberData(nameof(AiSdk.All), MemberType = typeof(AiSdk))]
    public async Task A_Page_That_Is_Reloaded_When_Nothing_Runs_Shows_Nothing_More(AiSdk sdk)
    {
        await using var page = await OpenAsync(sdk, "chat/idle", resume: true);
        _product.Model.Script = _ => new Scenario { Chunks = ["An answer."] };
        await page.UntilAsync(shown => shown is { Status: "ready", Messages.Count: 0 });

        // The reply "nothing is running" may come after the message is sent.
        await page.SendAsync("About the Pay button.");
        var answered = await page.UntilAsync(shown => shown is { Status: "ready", Messages: [_, { Text: "An answer." }] });

        Assert.Null(answered.Error);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_Page_Whose_Connection_Is_Cut_After_A_Part_Shows_All_Of_It_When_It_Resumes(AiSdk sdk, int parts)
    {
        var rest = new TaskCompletionSource();
        _product.Model.Script = _ => new Scenario { Chunks = ["One ", "two ", "three."], Gate = token => rest.Task.WaitAsync(token), GateBefore = 2 };
        await using var proxy = new CuttingProxy(_product.Client.BaseAddress!, parts);
        await using var page = await OpenAsync(sdk, $"chat/cut/{parts}", at: proxy.Address);

        await page.SendAsync("About the Pay button.");
        var cut = await page.UntilAsync(shown => shown.Status == "error");
        await page.PressAsync("resume");
        await page.UntilAsync(shown => shown.Messages is [_, { Text: "One two " }]);
        rest.SetResult();
        var whole = await page.UntilAsync(shown => shown.Status == "ready" && shown.Messages is [_, { Text: "One two three." }]);

        Assert.NotNull(cut.Error);
        Assert.Equal(["data-confidence", "data-metadata"], whole.Messages[1].Data);
        Assert.Equal(CallState.Completed, _product.Model.Calls.Single().State);
    }

    private Task<ChatPage> OpenAsync(AiSdk sdk, string id, object? body = null, bool resume = false, string query = "&resumable=true", Uri? at = null) => ChatPage.OpenAsync(
        sdk,
        new Uri(at ?? _product.Client.BaseAddress!, $"api/ai/refine?protocol=ui-message-stream{query}"),
        new { sdk = sdk.Module, id = $"{id}#{sdk.Version}", body = body ?? new { }, resume });
}
