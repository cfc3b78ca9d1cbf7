using System.Security.Cryptography;
using IssueAi.Caching;
using IssueAi.IntegrationTests.Tables;

namespace IssueAi.IntegrationTests.Caching;

[Collection(AzuriteGroup.Name)]
public sealed class CacheKeyStoreTests(AzuriteServer azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateTimeOffset Later = DateTimeOffset.UtcNow.AddHours(1);

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);
    private readonly string _key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private CacheKeyStore Keys => _stores.CacheKeys;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task One_Of_Many_Inserts_At_Once_Succeeds()
    {
        var inserted = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number => (number, won: await Keys.TryInsertAsync(_key, $"r{number}", Later, Token))));

        var (winner, _) = Assert.Single(inserted, insert => insert.won);
        var row = await Keys.FindAsync(_key, Token);
        Assert.Equal(($"r{winner}", false), (row!.ResponseId, row.IsExpired));
        Assert.InRange(row.Age, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Expired_Key_Is_Replaced_By_One_Of_Many()
    {
        await Keys.SetAsync(_key, "old", DateTimeOffset.UtcNow.AddSeconds(-1), Token);
        var expired = await Keys.FindAsync(_key, Token);
        Assert.True(expired!.IsExpired);

        var replaced = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Keys.TryReplaceAsync(expired, $"r{number}", Later, Token)));

        Assert.Single(replaced, won => won);
        Assert.False((await Keys.FindAsync(_key, Token))!.IsExpired);
    }

    [Fact]
    public async Task Key_Is_Deleted_Only_While_It_Points_To_That_Response()
    {
        await Keys.SetAsync(_key, "mine", Later, Token);

        await Keys.DeleteAsync(_key, "other", Token);
        Assert.NotNull(await Keys.FindAsync(_key, Token));
        await Keys.DeleteAsync(_key, "mine", Token);
        await Keys.DeleteAsync(_key, "mine", Token);

        Assert.Null(await Keys.FindAsync(_key, Token));
    }

    [Fact]
    public async Task Deleted_Key_Is_Not_Replaced()
    {
        await Keys.SetAsync(_key, "old", Later, Token);
        var row = await Keys.FindAsync(_key, Token);
        await Keys.DeleteAsync(_key, "old", Token);

        Assert.False(await Keys.TryReplaceAsync(row!, "new", Later, Token));
        Assert.True(await Keys.TryInsertAsync(_key, "new", Later, Token));
    }
}
