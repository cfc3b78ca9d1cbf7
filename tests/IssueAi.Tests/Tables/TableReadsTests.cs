using System.Text.Json;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Tables;

public sealed class TableReadsTests
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly FakeTable _table = new(new FakeTimeProvider());
    private readonly TableStorage _storage;
    private Exception? _failure;
    private int _failures;

    public TableReadsTests()
    {
        _storage = Storages.Over(_table);
        _table.IsDown = () => _failures-- > 0 ? throw _failure! : false;
    }

    public static TheoryData<Exception> Unreadable => [Failures.Status(200), new JsonException(), new InvalidDataException()];

    public static TheoryData<Exception> NoAnswers => [Failures.Status(404), Failures.Conflict(), Failures.Changed(), Failures.Status(200), new JsonException(), new InvalidDataException()];

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task FindAsync_OfAReplyThatIsNoAnswer_ReadsAgain(Exception failure)
    {
        await PutAsync();
        Fail(failure, times: 1);

        var found = await _storage.FindAsync("Any", "p", "r", Token);

        Assert.Equal(1, found.Value!.GetInt32("Value"));
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task FindAsync_OfSuchRepliesAgainAndAgain_IsUnavailable(Exception failure)
    {
        Fail(failure, times: 3);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _storage.FindAsync("Any", "p", "r", Token));
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task QueryAsync_OfAReplyThatIsNoAnswer_ReadsThePageAgain(Exception failure)
    {
        await PutAsync();
        Fail(failure, times: 1);

        var pages = await _storage.QueryAsync("Any", "PartitionKey eq 'p'", cancellationToken: Token).ToListAsync();

        Assert.Single(Assert.Single(pages).Values);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task FindAsync_OfUnreadableRepliesInARow_OpensTheCircuitBreaker(Exception failure)
    {
        Fail(failure, times: 3);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _storage.FindAsync("Any", "p", "r", Token));

        Assert.False(_storage.IsAvailable);
    }

    [Fact]
    public async Task FindAsync_OfARowThatDoesNotExist_ReadsOnce()
    {
        var found = await _storage.FindAsync("Any", "p", "r", Token);

        Assert.False(found.HasValue);
        Assert.Equal(1, _table.Reads);
    }

    private Task PutAsync() => _storage.UpsertAsync("Any", new TableEntity("p", "r") { ["Value"] = 1 }, TableUpdateMode.Merge, Token);

    private void Fail(Exception failure, int times) => (_failure, _failures) = (failure, times);
}
