using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Tables;

public sealed class ExpirySweepTests
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly FakeTimeProvider _clock = new();
    private readonly Mock<TableClient> _table = new();
    private readonly Mock<TableServiceClient> _service = new();

    public ExpirySweepTests()
    {
        _service.Setup(service => service.GetTableClient(It.IsAny<string>())).Returns(CreateEmptyTable());
        _service.Setup(service => service.GetTableClient("Responses")).Returns(_table.Object);
    }

    [Fact]
    public async Task RunAsync_RowVanishesMeanwhile_DeletesTheOthersOneByOne()
    {
        HoldPages([Row("a", "1"), Row("a", "2"), Row("a", "3")]);
        _table
            .Setup(table => table.SubmitTransactionAsync(It.IsAny<IEnumerable<TableTransactionAction>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Failures.NotFound());
        _table
            .Setup(table => table.DeleteEntityAsync("a", It.IsAny<string>(), It.IsAny<ETag>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string row, ETag _, CancellationToken _) => row == "2" ? throw Failures.Changed() : new FakeResponse(204, default));

        Assert.Equal(2, await CreateSweep().RunAsync(Token));
    }

    [Fact]
    public async Task RunAsync_ManyPages_SweepsEachByPartition()
    {
        HoldPages([Row("a", "1"), Row("a", "2"), Row("b", "1")], [Row("b", "2"), Row("b", "3")]);
        var transactions = new List<string[]>();
        _table
            .Setup(table => table.SubmitTransactionAsync(It.IsAny<IEnumerable<TableTransactionAction>>(), It.IsAny<CancellationToken>()))
            .Callback((IEnumerable<TableTransactionAction> actions, CancellationToken _) =>
                transactions.Add([.. actions.Select(action => action.Entity.PartitionKey + action.Entity.RowKey)]))
            .ReturnsAsync(Response.FromValue<IReadOnlyList<Response>>([], new FakeResponse(202, default)));
        _table
            .Setup(table => table.DeleteEntityAsync("b", "1", It.IsAny<ETag>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new FakeResponse(204, default));

        Assert.Equal(5, await CreateSweep().RunAsync(Token));
        Assert.Equal([["a1", "a2"], ["b2", "b3"]], transactions);
    }

    [Fact]
    public async Task RunAsync_StorageIsDown_SaysSo()
    {
        _table
            .Setup(table => table.QueryAsync<TableEntity>(It.IsAny<string>(), It.IsAny<int?>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Throws(Failures.NoConnection());

        await Assert.ThrowsAsync<StorageUnavailableException>(() => CreateSweep().RunAsync(Token));
    }

    [Fact]
    public async Task RunAsync_ATableFails_SweepsTheOthers()
    {
        HoldPages([Row("a", "1")]);
        _table.Setup(table => table.DeleteEntityAsync("a", "1", It.IsAny<ETag>(), It.IsAny<CancellationToken>())).ReturnsAsync(new FakeResponse(204, default));
        var broken = new Mock<TableClient>();
        broken
            .Setup(table => table.QueryAsync<TableEntity>(It.IsAny<string>(), It.IsAny<int?>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Throws(Failures.NoConnection());
        _service.Setup(service => service.GetTableClient("CacheKeys")).Returns(broken.Object);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => CreateSweep().RunAsync(Token));

        _table.Verify(table => table.DeleteEntityAsync("a", "1", It.IsAny<ETag>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task RunAsync_PagesThatTakeLong_AreReadAndGoneOnWithByTheNextRun()
    {
        // A page takes 20 s, so that a table's share of two minutes ends after its first or second page.
        var bookmarks = new FakeTable(_clock);
        _service.Setup(service => service.GetTableClient("RateLimits")).Returns(bookmarks);
        HoldPages([Row("a", "1")], [Row("b", "1")], [Row("c", "1")]);
        var deleted = new List<string>();
        _table
            .Setup(table => table.DeleteEntityAsync(It.IsAny<string>(), "1", It.IsAny<ETag>(), It.IsAny<CancellationToken>()))
            .Callback((string partition, string _, ETag _, CancellationToken _) =>
            {
                deleted.Add(partition);
                _clock.Advance(TimeSpan.FromSeconds(20));
            })
            .ReturnsAsync(new FakeResponse(204, default));

        var sweep = CreateSweep();
        Assert.Equal(2, await sweep.RunAsync(Token));
        Assert.Single(bookmarks.Rows);
        await sweep.RunAsync(Token);

        Assert.Equal(["a", "b", "c"], deleted);
        Assert.Empty(bookmarks.Rows);
    }

    private static TableEntity Row(string partition, string row) => new(partition, row) { ETag = new ETag("1") };

    private static FakeTable CreateEmptyTable() => new FakeTable(TimeProvider.System);

    private void HoldPages(params TableEntity[][] pages)
    {
        var reply = new FakeResponse(200, default);
        _table
            .Setup(table => table.QueryAsync<TableEntity>(It.IsAny<string>(), It.IsAny<int?>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Returns(new Pages([.. pages.Select((rows, number) => Page<TableEntity>.FromValues(rows, number + 1 < pages.Length ? $"{number + 1}" : null, reply))]));
    }

    private ExpirySweep CreateSweep()
    {
        var storage = new TableStorage(_service.Object, _clock, NullLogger<TableStorage>.Instance);
        return new ExpirySweep(storage, new SweepBookmarks(storage, _clock), _clock, NullLogger<ExpirySweep>.Instance);
    }

    private sealed class Pages(IReadOnlyList<Page<TableEntity>> pages) : AsyncPageable<TableEntity>
    {
        public override async IAsyncEnumerable<Page<TableEntity>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.Yield();
            for (var at = continuationToken is null ? 0 : int.Parse(continuationToken, System.Globalization.CultureInfo.InvariantCulture); at < pages.Count; at++)
                yield return pages[at];
        }
    }
}
