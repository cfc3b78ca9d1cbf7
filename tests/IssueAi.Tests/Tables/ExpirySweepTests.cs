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

    private static TableEntity Row(string partition, string row) => new(partition, row) { ETag = new ETag("1") };

    private static FakeTable CreateEmptyTable() => new FakeTable(TimeProvider.System);

    private void HoldPages(params TableEntity[][] pages)
    {
        var reply = new FakeResponse(200, default);
        _table
            .Setup(table => table.QueryAsync<TableEntity>(It.IsAny<string>(), It.IsAny<int?>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .Returns(AsyncPageable<TableEntity>.FromPages(pages.Select(
                (rows, number) => Page<TableEntity>.FromValues(rows, number + 1 < pages.Length ? $"{number + 1}" : null, reply))));
    }

    private ExpirySweep CreateSweep()
    {
        var storage = new TableStorage(_service.Object, _clock, NullLogger<TableStorage>.Instance);
        return new ExpirySweep(storage, new SweepBookmarks(storage, _clock), _clock, NullLogger<ExpirySweep>.Instance);
    }
}
