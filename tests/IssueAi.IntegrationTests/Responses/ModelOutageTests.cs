using System.Collections.Concurrent;
using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class ModelOutageTests(TwoInstances product)
{
    private static readonly SimulatedFailure[] Failures =
        [SimulatedFailure.Error, SimulatedFailure.BreakOff, SimulatedFailure.CloseEarly, SimulatedFailure.Garbage, SimulatedFailure.RateLimited];

    [Fact]
    public async Task A_Model_That_Fails_Every_Other_Call_Before_Its_First_Word_Is_Not_Noticed()
    {
        var asked = new ConcurrentDictionary<string, int>();
        product.Model.ResetCalls();
        product.Model.Script = call => asked.AddOrUpdate(call.UserMessage, 1, (_, times) => times + 1) % 2 == 0
            ? new Scenario { Chunks = ["An ", "answer."] }
            : new Scenario { Failure = Failures[asked.Count % Failures.Length], ErrorStatus = 503, RetryAfter = TimeSpan.FromMilliseconds(10) };

        var answers = await AskAsync("flapping/before", 40);

        Assert.All(answers, frames => Assert.Equal("An answer.", frames.Text()));
        Assert.All(answers, frames => Assert.Equal("metadata", frames[^1].TypeOf()));
        Assert.Equal(80, product.Model.Calls.Count);
    }

    [Fact]
    public async Task A_Model_That_Breaks_Off_Every_Other_Answer_Is_Told_And_What_It_Said_Is_Kept()
    {
        var asked = new ConcurrentDictionary<string, int>();
        product.Model.ResetCalls();
        product.Model.Script = call => new Scenario
        {
            Chunks = ["An ", "answer."],
            Failure = asked.AddOrUpdate(call.UserMessage, 1, (_, times) => times + 1) % 2 == 0 ? SimulatedFailure.None : SimulatedFailure.BreakOff,
            FailAfter = 1,
        };

        var broken = await AskAsync("flapping/midway", 4);
        var whole = await AskAsync("flapping/midway", 4);
        var history = await product.Second.GetAsync("issues/flapping%2Fmidway%2F0/responses?include=text");

        Assert.All(broken, frames => Assert.Equal(("An ", "error"), (frames.Text(), frames[^1].TypeOf())));
        Assert.All(broken, frames => Assert.Equal("upstream_unavailable", frames[^1].GetProperty("code").GetString()));
        Assert.All(whole, frames => Assert.Equal("An answer.", frames.Text()));
        Assert.All(whole, frames => Assert.False(frames.IsCached()));
        Assert.Equal(
            [("completed", "An answer."), ("failed", "An ")],
            history.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("state").GetString()!, item.GetProperty("text").GetString()!)));
    }

    [Fact]
    public async Task An_Outage_Of_The_Main_Deployment_Is_Not_Noticed_And_Its_Return_Is_Used()
    {
        var instance = await product.StartAnotherAsync(("AzureOpenAI__FallbackDeployments", "spare"));
        var isDown = true;
        product.Model.ResetCalls();
        product.Model.Script = call => call.Deployment == "gpt-test" && Volatile.Read(ref isDown)
            ? new Scenario { Failure = SimulatedFailure.Error, ErrorStatus = 503 }
            : new Scenario { Chunks = ["An ", "answer."], Model = call.Deployment };

        var during = new List<string>();
        for (var number = 0; number < 20; number++)
            during.Add((await instance.StreamAsync(new { issueId = $"outage/during/{number}", description = "Any." })).Model());
        var triedInVain = product.Model.Calls.Count(call => call.Deployment == "gpt-test");
        var cached = await product.First.StreamAsync(new { issueId = "outage/during/0", description = "Any." });
        Volatile.Write(ref isDown, false);
        var after = await AskUntilAsync(instance, model: "gpt-test");

        Assert.All(during, model => Assert.Equal("spare", model));
        Assert.InRange(triedInVain, 3, 5);
        Assert.True(cached.IsCached());
        Assert.Equal("gpt-test", after);
    }

    private async Task<IReadOnlyList<JsonElement>[]> AskAsync(string issueId, int count) => await Task.WhenAll(
        from number in Enumerable.Range(0, count)
        select (number % 2 == 0 ? product.First : product.Second).StreamAsync(new { issueId = $"{issueId}/{number}", description = $"Any {number}." }));

    private static async Task<string> AskUntilAsync(ProductProcess instance, string model)
    {
        using var limit = new CancellationTokenSource(Limits.Test);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var number = 0; ; number++)
        {
            var answered = (await instance.StreamAsync(new { issueId = $"outage/after/{number}", description = "Any." })).Model();
            if (answered == model) return answered;
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }
}
