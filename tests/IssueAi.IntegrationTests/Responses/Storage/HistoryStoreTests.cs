using IssueAi.IntegrationTests.Tables;
using IssueAi.Responses.Storage;

namespace IssueAi.IntegrationTests.Responses.Storage;

[Collection(AzuriteGroup.Name)]
public sealed class HistoryStoreTests(AzuriteServer azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly string[] Actions = ["refine", "estimate", "breakdown"];

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);
    private readonly string _issueId = $"acme/shop#{Guid.NewGuid():N}";

    private HistoryStore History => _stores.History;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Answers_Of_All_Actions_Are_Listed_Newest_First_Page_By_Page()
    {
        var answers = await PutAsync(25);

        var first = await History.ListAsync("default", _issueId, null, 10, null, Token);
        var second = await History.ListAsync("default", _issueId, null, 10, first.Next, Token);
        var third = await History.ListAsync("default", _issueId, null, 10, second.Next, Token);

        Assert.Equal([10, 10, 5], [first.Items.Count, second.Items.Count, third.Items.Count]);
        Assert.Null(third.Next);
        Assert.Equal(answers.Select(answer => answer.ResponseId).Reverse(), first.Items.Concat(second.Items).Concat(third.Items).Select(answer => answer.ResponseId));
    }

    [Fact]
    public async Task Page_That_Holds_All_Has_No_Next()
    {
        await PutAsync(6);

        var page = await History.ListAsync("default", _issueId, null, 6, null, Token);

        Assert.Equal((6, null), (page.Items.Count, page.Next));
    }

    [Fact]
    public async Task Answers_Of_One_Moment_Are_Listed_Once_Each()
    {
        var now = DateTime.UtcNow;
        var answers = await PutAsync(7, _ => now);

        var listed = new List<string>();
        for (HistoryPosition? next = null; ;)
        {
            var page = await History.ListAsync("default", _issueId, null, 2, next, Token);
            listed.AddRange(page.Items.Select(answer => answer.ResponseId));
            if ((next = page.Next) is null) break;
        }

        Assert.Equal(answers.Select(answer => answer.ResponseId).Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Answers_Of_One_Action_Are_Listed_Alone()
    {
        var answers = await PutAsync(9);

        var page = await History.ListAsync("default", _issueId, "estimate", 10, null, Token);

        Assert.Equal(answers.Where(answer => answer.Action == "estimate").Reverse().Select(answer => answer.ResponseId), page.Items.Select(answer => answer.ResponseId));
    }

    [Fact]
    public async Task Other_Tenants_Answers_Are_Not_Listed()
    {
        await PutAsync(3);

        var page = await History.ListAsync("other", _issueId, null, 10, null, Token);

        Assert.Empty(page.Items);
    }

    [Fact]
    public async Task Expired_Answers_Are_Not_Listed()
    {
        var answers = await PutAsync(4, number => DateTime.UtcNow.AddDays(-91 + number));

        var page = await History.ListAsync("default", _issueId, null, 10, null, Token);

        Assert.Equal(answers.Skip(2).Reverse().Select(answer => answer.ResponseId), page.Items.Select(answer => answer.ResponseId));
    }

    [Fact]
    public async Task Newest_Completed_Answer_Is_Found_Behind_Failed_Ones()
    {
        var answers = await PutAsync(12);
        await History.PutAsync(answers[3] with { State = ResponseState.Completed }, Token);
        await History.PutAsync(answers[0] with { State = ResponseState.Completed }, Token);
        await History.PutAsync(answers[6] with { State = ResponseState.Failed }, Token);

        var newest = await History.NewestAsync("default", _issueId, "refine", Token).FirstAsync(answer => answer.State == ResponseState.Completed);

        Assert.Equal(answers[3].ResponseId, newest.ResponseId);
        Assert.DoesNotContain(await History.NewestAsync("default", _issueId, "estimate", Token).ToListAsync(), answer => answer.State == ResponseState.Completed);
    }

    [Fact]
    public async Task All_Answers_Are_Read_For_Erasing_And_Erased()
    {
        var answers = await PutAsync(5);

        var all = await History.AllAsync("default", _issueId, Token).ToListAsync();
        foreach (var answer in all) await History.DeleteAsync(answer, Token);
        await History.DeleteAsync(all[0], Token);

        Assert.Equal(answers.Select(answer => answer.ResponseId).Order(), all.Select(answer => answer.ResponseId).Order());
        Assert.Empty(await History.AllAsync("default", _issueId, Token).ToListAsync());
    }

    // The actions alternate, one second apart, oldest first; all responses are running.
    private async Task<IReadOnlyList<ResponseSummary>> PutAsync(int count, Func<int, DateTime>? createdAt = null)
    {
        var start = DateTime.UtcNow.AddMinutes(-10);
        var answers = Enumerable.Range(0, count)
            .Select(number => Stores.Summary(_issueId, Actions[number % 3], createdAt?.Invoke(number) ?? start.AddSeconds(number)))
            .ToList();
        await Task.WhenAll(answers.Select(answer => History.PutAsync(answer, Token)));
        return answers;
    }
}
