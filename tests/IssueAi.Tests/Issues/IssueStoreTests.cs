using Azure;
using IssueAi.Issues;
using IssueAi.Tables;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Issues;

/// <summary>An issue that this instance stored a moment ago isn't written again; in any doubt it is.</summary>
public sealed class IssueStoreTests
{
    private static readonly StoredIssue Sent = new("Login fails", "It fails on Mondays.", ["bug", "login"]);
    private static readonly StoredIssue Edited = Sent with { Description = "It fails on Tuesdays." };

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeTable _table;

    public IssueStoreTests() => _table = new FakeTable(_clock);

    [Fact]
    public async Task MergeAsync_OfWhatWasJustStored_WritesNothing()
    {
        var store = Create();

        await MergeAsync(store, Sent);
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        await MergeAsync(store, Sent with { Labels = ["bug", "login"] });

        Assert.Equal(1, _table.Writes);
    }

    [Fact]
    public async Task MergeAsync_AfterFiveSeconds_WritesAgain()
    {
        var store = Create();

        await MergeAsync(store, Sent);
        _clock.Advance(RecentIssues.Lifetime);
        await MergeAsync(store, Sent);

        Assert.Equal(2, _table.Writes);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("description")]
    [InlineData("labels")]
    [InlineData("no labels")]
    [InlineData("tenant")]
    [InlineData("id")]
    public async Task MergeAsync_OfAnythingElse_Writes(string part)
    {
        var store = Create();
        await MergeAsync(store, Sent);

        await (part switch
        {
            "title" => MergeAsync(store, Sent with { Title = null }),
            "description" => MergeAsync(store, Edited),
            "labels" => MergeAsync(store, Sent with { Labels = ["bug"] }),
            "no labels" => MergeAsync(store, Sent with { Labels = [] }),
            "tenant" => store.MergeAsync("another", "acme/shop#42", Sent, CancellationToken.None),
            _ => store.MergeAsync("default", "acme/shop#43", Sent, CancellationToken.None),
        });

        Assert.Equal(2, _table.Writes);
    }

    [Fact]
    public async Task MergeAsync_BackToAnEarlierText_StoresIt()
    {
        var store = Create();

        await MergeAsync(store, Sent);
        await MergeAsync(store, Edited);
        await MergeAsync(store, Sent);

        Assert.Equal(Sent.Description, (await FindAsync(store))!.Description);
    }

    [Fact]
    public async Task MergeAsync_AfterADelete_StoresItAgain()
    {
        var store = Create();
        await MergeAsync(store, Sent);

        await DeleteAsync(store);
        await MergeAsync(store, Sent);

        Assert.NotNull(await FindAsync(store));
    }

    [Fact]
    public async Task MergeAsync_AfterAReplacement_StoresIt()
    {
        var store = Create();
        await MergeAsync(store, Sent);

        await PutAsync(store, Edited);
        await MergeAsync(store, Sent);

        Assert.Equal(Sent.Description, (await FindAsync(store))!.Description);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MergeAsync_ThatEndsDuringAnotherChange_IsNotTakenForStored(bool isDelete)
    {
        var store = Create();
        _table.BeforeWrite = () => MergeAsync(store, Sent).GetAwaiter().GetResult();

        await (isDelete ? DeleteAsync(store) : PutAsync(store, Edited));
        await MergeAsync(store, Sent);

        Assert.Equal(Sent.Description, (await FindAsync(store))?.Description);
    }

    [Fact]
    public async Task MergeAsync_DuringWhichAnotherTextIsStored_IsNotTakenForStored()
    {
        var store = Create();
        _table.AfterWrite = () => MergeAsync(store, Edited).GetAwaiter().GetResult();

        await MergeAsync(store, Sent);
        await MergeAsync(store, Edited);
        await MergeAsync(store, Sent);

        Assert.Equal(4, _table.Writes);
        Assert.Equal(Sent.Description, (await FindAsync(store))!.Description);
    }

    [Fact]
    public async Task MergeAsync_DuringAWriteOfTheSameText_WaitsForIt()
    {
        var store = Create();
        Task? second = null;
        var wasWaiting = false;
        _table.AfterWrite = () =>
        {
            second = MergeAsync(store, Sent);
            wasWaiting = !second.IsCompleted;
        };

        await MergeAsync(store, Sent);
        await second!.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(wasWaiting);
        Assert.Equal(1, _table.Writes);
    }

    [Fact]
    public async Task MergeAsync_DuringAWriteOfTheSameTextThatFails_Writes()
    {
        var store = Create();
        Task? second = null;
        _table.BeforeWrite = () =>
        {
            second = MergeAsync(store, Sent);
            throw new RequestFailedException(503, "Down.");
        };

        await Assert.ThrowsAsync<StorageUnavailableException>(() => MergeAsync(store, Sent));
        await second!.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.NotNull(await FindAsync(store));
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("put")]
    public async Task MergeAsync_AfterAWriteThatMayBeAppliedLate_IsNotTakenForStored(string late)
    {
        var store = Create();
        _table.HoldsNextWrite = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => late == "put" ? PutAsync(store, Edited) : MergeAsync(store, Edited));

        await MergeAsync(store, Sent);
        var isApplied = _table.CommitHeld();
        await MergeAsync(store, Sent);

        Assert.True(isApplied);
        Assert.Equal(Sent.Description, (await FindAsync(store))!.Description);
    }

    [Fact]
    public async Task StoreAsync_OfVeryManyIssues_RemembersTheNewest()
    {
        var recent = new RecentIssues(_clock);
        for (var issue = 0; issue < 30_000; issue++) await recent.StoreAsync($"{issue}", "parts", () => Task.CompletedTask);
        var written = new List<int>();

        foreach (var issue in new[] { 29_999, 20_001, 19_000, 0 })
        {
            await recent.StoreAsync($"{issue}", "parts", () =>
            {
                written.Add(issue);
                return Task.CompletedTask;
            });
        }

        Assert.Equal([19_000, 0], written);
    }

    private static Task DeleteAsync(IssueStore store) => store.DeleteAsync("default", "acme/shop#42", CancellationToken.None);

    private static Task PutAsync(IssueStore store, StoredIssue issue) => store.PutAsync("default", "acme/shop#42", issue, CancellationToken.None);

    private static Task MergeAsync(IssueStore store, StoredIssue issue) => store.MergeAsync("default", "acme/shop#42", issue, CancellationToken.None);

    private static Task<StoredIssue?> FindAsync(IssueStore store) => store.FindAsync("default", "acme/shop#42", CancellationToken.None);

    private IssueStore Create() => new(Storages.Over(_table, _clock), new RecentIssues(_clock), Options.Create(new HistoryOptions()), _clock);
}
