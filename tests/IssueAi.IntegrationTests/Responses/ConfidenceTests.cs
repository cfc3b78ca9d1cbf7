using System.Text.Json;
using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class ConfidenceTests(TwoInstances product)
{
    [Fact]
    public async Task Producer_Follower_Cache_Replay_Resume_And_History_Tell_The_Same_Score()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = ["Some ", "text"], MeanLogProbability = -0.2, Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        var issue = new { issueId = "confidence/same", description = "Any." };
        using var first = await product.First.PostAsync(issue);
        using var second = await product.Second.PostAsync(issue);
        gate.SetResult();

        var produced = await FrameReader.ReadAllAsync(first);
        var followed = await FrameReader.ReadAllAsync(second);
        var cached = await product.Second.StreamAsync(issue);
        using var resumed = await product.Second.ResumeAsync(produced.ResponseId(), after: 2);
        var rest = await FrameReader.ReadAllAsync(resumed);
        var stored = await product.Second.GetAsync($"ai/responses/{produced.ResponseId()}");
        var item = (await product.First.GetAsync("issues/confidence%2Fsame/responses")).GetProperty("items")[0];

        var score = Assert.Single(produced, frame => frame.TypeOf() == "confidence").GetRawText();
        Assert.True(cached.IsCached());
        Assert.Equal([score, score, score], [followed[^2].GetRawText(), cached[^2].GetRawText(), rest[0].GetRawText()]);
        Assert.Equal(["confidence", "metadata"], rest.Select(frame => frame.TypeOf()));
        Assert.Equal(score.Replace("\"type\":\"confidence\",", "", StringComparison.Ordinal), stored.GetProperty("confidence").GetRawText());
        Assert.Equal(stored.GetProperty("confidence").GetRawText(), item.GetProperty("confidence").GetRawText());
        Assert.Single(product.Model.Calls);
    }

    [Fact]
    public async Task An_Answer_Without_A_Signal_Has_None_Anywhere()
    {
        product.Script(new Scenario { Chunks = ["Some ", "text"], IncludeLogProbabilities = false });

        var frames = await product.First.StreamAsync(new { issueId = "confidence/none", description = "Any." });
        var stored = await product.Second.GetAsync($"ai/responses/{frames.ResponseId()}");

        Assert.Equal("unavailable", frames.Metadata().GetProperty("confidence").GetString());
        Assert.Equal(JsonValueKind.Null, stored.GetProperty("confidence").ValueKind);
    }
}
