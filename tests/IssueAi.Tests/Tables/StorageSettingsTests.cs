using Azure.Data.Tables;
using IssueAi.Caching;
using IssueAi.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Tables;

public sealed class StorageSettingsTests
{
    [Theory]
    [InlineData("Tables:ConnectionString", "nonsense", "Tables__ConnectionString")]
    [InlineData("Tables:ServiceUri", "http://example.com", "Tables__ServiceUri")]
    [InlineData("Cache:TimeToLive", "00:00:00", "Cache__TimeToLive")]
    [InlineData("History:TimeToLive", "-1", "History__TimeToLive")]
    [InlineData("History:TimeToLive", "40000", "History__TimeToLive")]
    [InlineData("History:Enabled", "perhaps", "History__Enabled")]
    public void AddTables_WrongSetting_IsNamedAtStart(string key, string value, string setting)
    {
        using var services = Create((key, value));

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(setting, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTables_NothingSet_IsDevelopmentStorageAndTheUsualTimes()
    {
        using var services = Create();

        services.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(new Uri("http://127.0.0.1:10002/devstoreaccount1"), services.GetRequiredService<TableServiceClient>().Uri);
        Assert.Equal((TimeSpan.FromHours(1), true), (Get<CacheOptions>(services).TimeToLive, Get<CacheOptions>(services).Enabled));
        Assert.Equal((TimeSpan.FromDays(90), true), (Get<HistoryOptions>(services).TimeToLive, Get<HistoryOptions>(services).Enabled));
    }

    [Fact]
    public void AddTables_BothAddresses_TakesTheServiceUri()
    {
        using var services = Create(("Tables:ConnectionString", "UseDevelopmentStorage=true"), ("Tables:ServiceUri", "https://acme.table.core.windows.net"));

        Assert.Equal(new Uri("https://acme.table.core.windows.net"), services.GetRequiredService<TableServiceClient>().Uri);
    }

    private static ServiceProvider Create(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddTables(configuration).AddCaching(configuration).BuildServiceProvider();
    }

    private static TOptions Get<TOptions>(ServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;
}
