using IssueAi.Confidence;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;

namespace IssueAi.IntegrationTests.Tables;

/// <summary>Uses a separate Azurite: a sweep reads all rows.</summary>
public sealed class ExpirySweepTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateTime LongAgo = DateTime.UtcNow.AddDays(-91);

    private readonly Stores _stores = Stores.Over(azurite.ConnectionString);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task Sweep_Deletes_What_Has_Expired_And_Nothing_Else()
    {
        var (old, kept) = (Stores.Summary("old", createdAt: LongAgo), Stores.Summary("kept"));
        await RecordAsync(old, rows: 3);
        await RecordAsync(kept, rows: 3);
        await _stores.CacheKeys.SetAsync("aa-old", "r", DateTimeOffset.UtcNow.AddSeconds(-1), Token);
        await _stores.CacheKeys.SetAsync("aa-kept", "r", DateTimeOffset.UtcNow.AddHours(1), Token);

        var swept = await _stores.Sweep.RunAsync(Token);

        // The old response's three rows and its head, its history entry, and the cache key.
        Assert.Equal(6, swept);
        Assert.Empty(await _stores.RowsAsync(TableNames.Responses, old.ResponseId));
        Assert.Equal(4, (await _stores.RowsAsync(TableNames.Responses, kept.ResponseId)).Count);
        Assert.Equal("aa-kept", Assert.Single(await _stores.RowsAsync(TableNames.CacheKeys, "aa")).RowKey);
        Assert.Empty(await _stores.History.AllAsync("default", "old", Token).ToListAsync());
        Assert.Single(await _stores.History.AllAsync("default", "kept", Token).ToListAsync());
        Assert.Equal(0, await _stores.Sweep.RunAsync(Token));
    }

    [Fact]
    public async Task Sweep_Deletes_Ratings_With_Their_Answers_And_Curves_After_Their_Last_Rating()
    {
        var (old, kept) = (Rated(LongAgo), Rated(DateTime.UtcNow));
        foreach (var summary in new[] { old, kept }) await _stores.RememberRatingAsync(summary, "0000", Token);
        foreach (var (partition, fittedAt) in new[] { ("old", LongAgo), ("kept", DateTime.UtcNow) })
            await _stores.Calibrations.PutAsync(partition, new CalibrationCurve(CalibrationKind.Platt, [1, 0], 50, Raters: 20, fittedAt), Token);

        var swept = await _stores.Sweep.RunAsync(Token);

        Assert.Equal(2, swept);
        Assert.Equal($"{kept.ResponseId}.0000", Assert.Single(await _stores.RowsAsync(TableNames.Feedback, kept.CalibrationKey!.Partition)).RowKey);
        Assert.Null(await _stores.Calibrations.FindAsync("old", Token));
        Assert.NotNull(await _stores.Calibrations.FindAsync("kept", Token));
    }

    [Fact]
    public async Task Sweep_Deletes_More_Rows_Than_A_Transaction_May_Have()
    {
        await RecordAsync(Stores.Summary(createdAt: LongAgo), rows: 120);

        var swept = await _stores.Sweep.RunAsync(Token);

        Assert.Equal(122, swept);
    }

    [Fact]
    public async Task Cancelled_Sweep_Stops()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _stores.Sweep.RunAsync(new CancellationToken(canceled: true)));
    }

    private static ResponseSummary Rated(DateTime createdAt) => Stores.Summary(createdAt: createdAt) with
    {
        Rating = Ratings.Up,
        Metadata = new ResponseMetadata { ResponseId = "r", Model = "swept", Timestamp = createdAt, Cached = false, DurationMs = 1 },
        Confidence = new(ConfidenceScore.Create(88, ConfidenceMethod.LogProbabilities, calibrated: false), 88),
    };

    private async Task RecordAsync(ResponseSummary summary, int rows)
    {
        var recording = await _stores.Responses.BeginAsync(summary, Token);
        for (var row = 0; row < rows; row++) await recording.AppendAsync("text"u8.ToArray(), Token);
        await _stores.History.PutAsync(summary, Token);
    }
}
