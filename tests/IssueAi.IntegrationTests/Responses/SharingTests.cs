using IssueAi.ModelSimulator;

namespace IssueAi.IntegrationTests.Responses;

[Collection(TwoInstancesGroup.Name)]
public sealed class SharingTests(TwoInstances product)
{
    [Fact]
    public async Task Fifty_Identical_Requests_On_Two_Instances_Make_One_Call()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = ["For ", "all ", "of you."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 1 });
        var issue = new { issueId = "sharing/fifty", description = "Asked by many." };

        var posts = Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? product.First : product.Second).PostAsync(issue)).ToArray();
        var responses = await Task.WhenAll(posts);
        gate.SetResult();
        var streams = await Task.WhenAll(responses.Select(FrameReader.ReadAllAsync));

        Assert.Single(product.Model.Calls);
        Assert.All(streams, frames => Assert.Equal("For all of you.", frames.Text()));
        Assert.All(streams, frames => Assert.False(frames.IsCached()));
        Assert.Single(streams.Select(frames => frames.ResponseId()).Distinct());
    }

    [Fact]
    public async Task A_Reader_Elsewhere_Keeps_The_Model_Going_When_The_First_Caller_Leaves()
    {
        var gate = new TaskCompletionSource();
        product.Script(new Scenario { Chunks = ["First ", "half, ", "second half."], Gate = token => gate.Task.WaitAsync(token), GateBefore = 2 });
        var issue = new { issueId = "sharing/leave", description = "Asked by two." };
        var first = await product.First.PostAsync(issue);
        using var firstReader = await BlockReader.OpenAsync(first);
        await firstReader.ReadAsync();
        using var second = await product.Second.PostAsync(issue);
        using var secondReader = await BlockReader.OpenAsync(second);
        await secondReader.ReadAsync();

        first.Dispose();
        await product.First.UntilAsync("sharing%2Fleave", "running");
        gate.SetResult();
        var rest = await secondReader.ReadUntilAsync(block => block.Contains("\"metadata\"", StringComparison.Ordinal));

        Assert.Contains("second half.", rest[^3], StringComparison.Ordinal);
        Assert.Equal(CallState.Completed, product.Model.Calls.Single().State);
    }
}
