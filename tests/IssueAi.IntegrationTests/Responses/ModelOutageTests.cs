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
        var calls = 0;
        product.Model.ResetCalls();
        product.Model.Script = _ => Interlocked.Increment(ref calls) % 2 == 0
            ? new Scenario { Chunks = ["An ", "answer."] }
            : new Scenario { Failure = Failures[calls / 2 % Failures.Length], ErrorStatus = 503, RetryAfter = TimeSpan.FromMilliseconds(10) };

        var answers = await AskAsync("flapping/before", 20);

        Assert.All(answers, frames => Assert.Equal("An answer.", frames.Text()));
        Assert.All(answers, frames => Assert.Equal("metadata", frames[^1].TypeOf()));
        Assert.Equal(40, product.Model.Calls.Count);
    }

    [Fact]
    public async Task A_Model_That_Breaks_Off_Every_Other_Answer_Is_Told_And_What_It_Said_Is_Kept()
    {
        var calls = 0;
        product.Model.ResetCalls();
        product.Model.Script = _ => new Scenario
        {
            Chunks = ["An ", "answer."],
            Failure = Interlocked.Increment(ref calls) % 2 == 0 ? SimulatedFailure.None : SimulatedFailure.BreakOff,
            FailAfter = 1,
        };

        var issue = new { issueId = "flapping/midway", description = "Any." };
        var broken = await product.First.StreamAsync(issue);
        var whole = await product.Second.StreamAsync(issue);
        var history = await product.Second.GetAsync("issues/flapping%2Fmidway/responses?include=text");

        Assert.Equal(("An ", "error"), (broken.Text(), broken[^1].TypeOf()));
        Assert.Equal("upstream_unavailable", broken[^1].GetProperty("code").GetString());
        Assert.Equal("An answer.", whole.Text());
        Assert.False(whole.IsCached());
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

    private async Task<List<IReadOnlyList<JsonElement>>> AskAsync(string issueId, int count)
    {
        var answers = new List<IReadOnlyList<JsonElement>>();
        for (var number = 0; number < count; number++)
        {
            var instance = number % 2 == 0 ? product.First : product.Second;
            answers.Add(await instance.StreamAsync(new { issueId = $"{issueId}/{number}", description = $"Any {number}." }));
        }

        return answers;
    }

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
