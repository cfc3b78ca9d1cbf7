using System.Text;
using IssueAi.IntegrationTests.Tables;
using IssueAi.Issues;
using IssueAi.Tables;

namespace IssueAi.IntegrationTests.Issues;

[Collection(AzuriteGroup.Name)]
public sealed class IssueStoreTests(AzuriteServer azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);
    private readonly string _tenant = $"{Guid.NewGuid():N}";

    private IssueStore Issues => _stores.Issues;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Theory]
    [InlineData("acme/shop#42")]
    [InlineData("a?b=c&d")]
    [InlineData("a%2Fb")]
    [InlineData("it's \"quoted\"")]
    [InlineData(@"back\slash")]
    [InlineData("../../etc")]
    [InlineData("🙂🙃")]
    [InlineData("' or PartitionKey ne '")]
    public async Task Issue_Of_Any_Name_Is_Remembered_With_Its_History(string issueId)
    {
        var issue = new StoredIssue($"Title of {issueId}", $"Text of {issueId}", [issueId, ""]);
        var answer = Stores.Summary(issueId, tenant: _tenant);

        await Issues.PutAsync(_tenant, issueId, issue, Token);
        await _stores.History.PutAsync(answer, Token);

        Assert.Equivalent(issue, await Issues.FindAsync(_tenant, issueId, Token), strict: true);
        Assert.Null(await Issues.FindAsync("other", issueId, Token));
        var page = await _stores.History.ListAsync(_tenant, issueId, null, 5, null, Token);
        Assert.Equal(issueId, Assert.Single(page.Items).IssueId);
    }

    [Fact]
    public Task Issue_With_The_Longest_Name_Is_Remembered() =>
        Issue_Of_Any_Name_Is_Remembered_With_Its_History(string.Concat(Enumerable.Repeat("🙂", 200)));

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("", "")]
    [InlineData("a", "", "a, b", "\"", "\n")]
    public async Task Labels_Are_Remembered_One_By_One(params string[] labels)
    {
        await Issues.PutAsync(_tenant, "labels", new(null, null, labels), Token);

        Assert.Equal(labels, (await Issues.FindAsync(_tenant, "labels", Token))!.Labels);
    }

    [Fact]
    public async Task The_Longest_Labels_That_A_Request_Can_Hold_Are_Remembered()
    {
        var random = new Random(7);
        string[] labels = [string.Concat(Enumerable.Range(0, 32_000).Select(_ => (char)random.Next(0x80, 0x800)))];

        await Issues.PutAsync(_tenant, "labels", new(null, null, labels), Token);

        Assert.Equal(labels, (await Issues.FindAsync(_tenant, "labels", Token))!.Labels);
    }

    [Fact]
    public async Task Merge_Changes_Only_What_Was_Sent()
    {
        await Issues.PutAsync(_tenant, "1", new("Old", "Text", ["a"]), Token);

        await Issues.MergeAsync(_tenant, "1", new("New", null, null), Token);
        await Issues.MergeAsync(_tenant, "1", new(null, null, []), Token);

        Assert.Equivalent(new StoredIssue("New", "Text", []), await Issues.FindAsync(_tenant, "1", Token), strict: true);
    }

    [Fact]
    public async Task Shorter_Description_Leaves_Nothing_Of_A_Longer_One()
    {
        // The text hardly compresses: 32,000 code points of four bytes each.
        var random = new Random(1);
        var longest = string.Concat(Enumerable.Range(0, 32_000).Select(_ => new Rune(random.Next(0x20000, 0x2A000)).ToString()));
        await Issues.MergeAsync(_tenant, "1", new(null, longest, null), Token);
        var before = await Issues.FindAsync(_tenant, "1", Token);

        await Issues.MergeAsync(_tenant, "1", new(null, "Short", null), Token);

        Assert.Equal(longest, before!.Description);
        Assert.Equal("Short", (await Issues.FindAsync(_tenant, "1", Token))!.Description);
        var row = Assert.Single(await _stores.RowsAsync(TableNames.Issues, IssuePartition.Of(_tenant, "1")));
        Assert.InRange(row.Select(column => column.Value).OfType<byte[]>().Sum(value => value.Length), 1, 100);
    }

    [Fact]
    public async Task Empty_Description_Is_Remembered_As_Empty()
    {
        await Issues.PutAsync(_tenant, "1", new(null, "", null), Token);

        Assert.Equal(new StoredIssue(null, "", null), await Issues.FindAsync(_tenant, "1", Token));
    }

    [Fact]
    public async Task Put_Forgets_What_It_Does_Not_Hold()
    {
        await Issues.PutAsync(_tenant, "1", new("Title", "Text", ["a"]), Token);

        await Issues.PutAsync(_tenant, "1", new(null, "Text", null), Token);

        Assert.Equal(new StoredIssue(null, "Text", null), await Issues.FindAsync(_tenant, "1", Token));
    }

    [Fact]
    public async Task Deleted_Issue_Is_Forgotten()
    {
        await Issues.PutAsync(_tenant, "1", new("Title", null, null), Token);

        await Issues.DeleteAsync(_tenant, "1", Token);
        await Issues.DeleteAsync(_tenant, "1", Token);

        Assert.Null(await Issues.FindAsync(_tenant, "1", Token));
    }
}
