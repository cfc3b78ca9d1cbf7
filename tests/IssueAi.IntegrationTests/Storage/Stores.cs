using Azure.Data.Tables;
using IssueAi.Actions;
using IssueAi.Storage;
using IssueAi.Streaming;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.IntegrationTests.Storage;

/// <summary>The stores as the product registers them, over a storage that the test chooses.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Stores(ServiceProvider services) => _services = services;

    public TableStorage Tables => _services.GetRequiredService<TableStorage>();

    public ResponseStore Responses => _services.GetRequiredService<ResponseStore>();

    public CacheKeyStore CacheKeys => _services.GetRequiredService<CacheKeyStore>();

    public HistoryStore History => _services.GetRequiredService<HistoryStore>();

    public IssueStore Issues => _services.GetRequiredService<IssueStore>();

    public TableServiceClient Service => _services.GetRequiredService<TableServiceClient>();

    public static Stores Over(AzuriteFixture azurite, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Tables:ConnectionString", azurite.ConnectionString), .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))])
            .Build();
        return new(new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock ?? TimeProvider.System)
            .AddActions()
            .AddStorage(configuration)
            .BuildServiceProvider());
    }

    public static ResponseSummary Summary(string? issueId = null, string action = "refine", DateTime? createdAt = null, string tenant = "default") => new()
    {
        ResponseId = ResponseIds.Create(),
        Tenant = tenant,
        IssueId = issueId ?? $"acme/shop#{Guid.NewGuid():N}",
        Action = action,
        CreatedAt = createdAt ?? DateTime.UtcNow,
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
