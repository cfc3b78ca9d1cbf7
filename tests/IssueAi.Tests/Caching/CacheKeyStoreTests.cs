using Azure;
using Azure.Data.Tables;
using IssueAi.Caching;
using IssueAi.Tests.Tables;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace IssueAi.Tests.Caching;

public sealed class CacheKeyStoreTests
{
    private const string Key = "aabb";
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly FakeTimeProvider _clock = new();
    private readonly Mock<TableClient> _table = new();
    private readonly CacheKeyStore _keys;

    public CacheKeyStoreTests() => _keys = new CacheKeyStore(Storages.Over(_table.Object, _clock), _clock);

    [Theory]
    [InlineData("mine", true)]
    [InlineData("theirs", false)]
    public async Task TryInsertAsync_Conflict_IsTrueOnlyWhenTheRowIsOurs(string found, bool expected)
    {
        _table.Setup(table => table.AddEntityAsync(It.IsAny<TableEntity>(), It.IsAny<CancellationToken>())).ThrowsAsync(Failures.Conflict());
        Hold(found);

        Assert.Equal(expected, await _keys.TryInsertAsync(Key, "mine", _clock.GetUtcNow(), Token));
    }

    [Theory]
    [InlineData("mine", true)]
    [InlineData("theirs", false)]
    public async Task TryReplaceAsync_Changed_IsTrueOnlyWhenTheRowIsOurs(string found, bool expected)
    {
        _table
            .Setup(table => table.UpdateEntityAsync(It.IsAny<TableEntity>(), It.IsAny<ETag>(), It.IsAny<TableUpdateMode>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Failures.Changed());
        Hold(found);

        Assert.Equal(expected, await _keys.TryReplaceAsync(new(Key, "old", new ETag("1"), TimeSpan.Zero), "mine", _clock.GetUtcNow(), Token));
    }

    [Fact]
    public async Task FindAsync_Age_IsToldByTheService()
    {
        Hold("mine", age: TimeSpan.FromSeconds(7));

        var row = await _keys.FindAsync(Key, Token);

        Assert.Equal(TimeSpan.FromSeconds(7), row!.Age);
    }

    [Fact]
    public async Task DeleteAsync_RowChangesMeanwhile_LeavesIt()
    {
        Hold("mine");
        _table
            .Setup(table => table.DeleteEntityAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<ETag>(), It.IsAny<CancellationToken>()))
            .Callback(() => Hold("another's"))
            .ThrowsAsync(Failures.Changed());

        await _keys.DeleteAsync(Key, "mine", Token);

        _table.Verify(table => table.DeleteEntityAsync("aa", Key, new ETag("2"), It.IsAny<CancellationToken>()), Times.Once);
    }

    // The service's clock differs from the test's clock by years.
    private void Hold(string responseId, TimeSpan age = default)
    {
        var serviceNow = new DateTimeOffset(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var row = new TableEntity("aa", Key) { ["ResponseId"] = responseId, ["ExpiresAt"] = _clock.GetUtcNow().AddHours(1), ETag = new ETag("2"), Timestamp = serviceNow - age };
        _table
            .Setup(table => table.GetEntityIfExistsAsync<TableEntity>("aa", Key, It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(Response.FromValue(row, new FakeResponse(200, serviceNow)));
    }
}
