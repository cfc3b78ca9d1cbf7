using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using IssueAi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IssueAi.Tables;

internal static class TablesServiceCollectionExtensions
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TablesOptions>(configuration, "Tables");
        services.AddSettings<HistoryOptions>(configuration, "History");

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => CreateClient(provider.GetRequiredService<IOptions<TablesOptions>>().Value));
        services.AddSingleton<TableStorage>();
        services.AddSingleton<StorageTime>();
        services.AddSingleton<SweepBookmarks>();
        services.AddSingleton<ExpirySweep>();

        return services.AddSingleton<IMaintenanceTask>(provider => provider.GetRequiredService<ExpirySweep>());
    }

    // As Azure.Core's own transport: no redirects and no cookies; connections of limited age follow a change of the account's address.
    private static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime };

    private static TableServiceClient CreateClient(TablesOptions options)
    {
        var clientOptions = new TableClientOptions
        {
            // One quick retry gets over a refusal, or a connection that the service has closed; more would not fit into the time limit
            // of an operation.
            Retry = { MaxRetries = 1, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(50) },
            Transport = new HttpClientTransport(new RetryAfterHandler { InnerHandler = CreateHandler() }),
        };
        if (options.ServiceUri is { } address) return new TableServiceClient(address, new DefaultAzureCredential(), clientOptions);

        var connection = string.IsNullOrWhiteSpace(options.ConnectionString) ? DevelopmentStorage : options.ConnectionString;
        return new TableServiceClient(connection, clientOptions);
    }
}
