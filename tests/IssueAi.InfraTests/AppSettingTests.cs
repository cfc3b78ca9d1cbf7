using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.InfraTests;

public sealed class AppSettingTests
{
    private static readonly string[] OfThePlatform = ["AzureWebJobsStorage__", "APPLICATIONINSIGHTS_", "AZURE_CLIENT_ID"];
    private static readonly string[] OfAzd = ["AZURE_", "SERVICE_"];

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task AppSetting_OfTheApp_BindsToAnOptionsClass(string variant) =>
        Assert.All(await ReadProductSettingsAsync(variant), AssertBinds);

    [BicepFact]
    public async Task Output_OfTheTemplate_BindsToAnOptionsClass()
    {
        var template = await Infrastructure.Template;

        var outputs = template["outputs"]!.AsObject().Select(output => output.Key).Where(name => !StartsWithAny(name, OfAzd)).ToArray();

        Assert.NotEmpty(outputs);
        Assert.All(outputs, AssertBinds);
    }

    [BicepFact]
    public async Task AddIssueAi_WithTheSettingsOfTheApp_Starts()
    {
        var names = await ReadProductSettingsAsync(Infrastructure.Default);
        var settings = names.ToDictionary(name => name.Replace("__", ":", StringComparison.Ordinal), string? (_) => "https://sample.example.com/");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddLogging().AddIssueAi(configuration).BuildServiceProvider();

        services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static async Task<string[]> ReadProductSettingsAsync(string variant)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");
        var names = site["properties.siteConfig.appSettings"]!.AsArray().Select(setting => $"{setting!["name"]}").ToArray();
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        return [.. names.Where(name => !StartsWithAny(name, OfThePlatform))];
    }

    private static void AssertBinds(string name)
    {
        var (section, property) = name.Split("__") is [var first, var second] ? (first, second) : (name, "");
        var options = typeof(IssueAiServiceCollectionExtensions).Assembly.GetTypes().SingleOrDefault(type => type.Name == $"{section}Options");

        Assert.True(options is not null, $"{name}: no class {section}Options in src/IssueAi");
        Assert.True(options.GetProperty(property, BindingFlags.Public | BindingFlags.Instance) is not null, $"{name}: {options.Name} has no {property}");
    }

    private static bool StartsWithAny(string name, string[] prefixes) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
