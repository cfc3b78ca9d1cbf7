using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;
using Microsoft.Extensions.Time.Testing;

namespace IssueAi.Tests.Tables;

public sealed class TableWritesTests
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly FakeTable _table = new(new FakeTimeProvider());
    private readonly TableStorage _storage;

    public TableWritesTests() => _storage = Storages.Over(_table);

    private static TableEntity Row => new("p", "r") { ["Value"] = 1 };

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task UpsertAsync_OfARefusalThatIsNoAnswer_WritesAgain(int status)
    {
        _table.BeforeWrite = () => throw Failures.Status(status);

        await _storage.UpsertAsync("Any", Row, TableUpdateMode.Merge, Token);

        Assert.Single(_table.Rows);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task UpsertAsync_OfARefusalAgainAndAgain_IsUnavailable(int status)
    {
        _table.BeforeWrite = Refuse;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _storage.UpsertAsync("Any", Row, TableUpdateMode.Merge, Token));

        void Refuse()
        {
            _table.BeforeWrite = Refuse;
            throw Failures.Status(status);
        }
    }

    [Fact]
    public async Task InsertAsync_OfARowThatExists_IsRefused()
    {
        Assert.NotNull(await _storage.InsertAsync("Any", Row, Token));
        Assert.Null(await _storage.InsertAsync("Any", Row, Token));
    }

    [Fact]
    public async Task UpdateAsync_OfAChangedOrMissingRow_IsRefused()
    {
        Assert.Null(await _storage.UpdateAsync("Any", Row, ETag.All, TableUpdateMode.Merge, Token));
        var version = await _storage.InsertAsync("Any", Row, Token);

        Assert.Null(await _storage.UpdateAsync("Any", Row, new ETag("W/\"another\""), TableUpdateMode.Merge, Token));
        Assert.NotNull(await _storage.UpdateAsync("Any", Row, version!.Value, TableUpdateMode.Merge, Token));
    }

    [Fact]
    public async Task DeleteAsync_OfAMissingRow_IsDone()
    {
        Assert.True(await _storage.DeleteAsync("Any", "p", "r", ETag.All, Token));
    }

    [Fact]
    public async Task DeleteAsync_OfAChangedRow_IsRefused()
    {
        await _storage.InsertAsync("Any", Row, Token);

        Assert.False(await _storage.DeleteAsync("Any", "p", "r", new ETag("W/\"another\""), Token));
        Assert.Single(_table.Rows);
    }
}
