using Azure.Data.Tables;
using IssueAi.Actions.Catalog;
using IssueAi.Caching;
using IssueAi.Confidence;
using IssueAi.Issues;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;
using IssueAi.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Tables;

/// <summary>The stores as the product registers them, over storage that the test chooses.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Stores(ServiceProvider services) => _services = services;

    public TableStorage Tables => _services.GetRequiredService<TableStorage>();

    public ResponseStore Responses => _services.GetRequiredService<ResponseStore>();

    public CacheKeyStore CacheKeys => _services.GetRequiredService<CacheKeyStore>();

    public HistoryStore History => _services.GetRequiredService<HistoryStore>();

    public IssueStore Issues => _services.GetRequiredService<IssueStore>();

    public FeedbackStore Feedback => _services.GetRequiredService<FeedbackStore>();

    public CalibrationStore Calibrations => _services.GetRequiredService<CalibrationStore>();

    public ExpirySweep Sweep => _services.GetRequiredService<ExpirySweep>();

    public TableServiceClient Service => _services.GetRequiredService<TableServiceClient>();

    public static Stores Over(string connectionString, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Tables:ConnectionString", connectionString), .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))])
            .Build();
        return new(new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock ?? TimeProvider.System)
            .AddActions()
            .AddTables(configuration)
            .AddIssues()
            .AddCaching(configuration)
            .AddSingleton<ResponseStore>()
            .AddSingleton<HistoryStore>()
            .AddSingleton<FeedbackStore>()
            .AddSingleton<CalibrationStore>()
            .BuildServiceProvider());
    }

    public Task RememberRatingAsync(ResponseSummary rated, string rater, CancellationToken cancellationToken) => Feedback.PutAsync(
        rated.CalibrationKey!, rated.ResponseId, rater, rated.Confidence!.Raw, rated.Feedback!, rated.CreatedAt, cancellationToken);

    public static ResponseSummary Summary(string? issueId = null, string action = "refine", DateTime? createdAt = null, string tenant = "default") => new()
    {
        ResponseId = ResponseIds.Create(),
        Tenant = tenant,
        IssueId = issueId ?? $"acme/shop#{Guid.NewGuid():N}",
        Action = action,
        CreatedAt = createdAt ?? DateTime.UtcNow,
    };

    /// <summary>Reads a partition in the order of the table.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string table, string partition)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in Service.GetTableClient(table).QueryAsync<TableEntity>(filter)) rows.Add(row);
        return rows;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
