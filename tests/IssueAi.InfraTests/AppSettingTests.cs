using System.Reflection;
using System.Text.RegularExpressions;
using IssueAi.Hosting;
using IssueAi.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.InfraTests;

public sealed partial class AppSettingTests
{
    private const string AnyAddress = "https://sample.example.com/";

    private static readonly string[] OfThePlatform = ["AzureWebJobsStorage__", "APPLICATIONINSIGHTS_", "AZURE_CLIENT_ID"];
    private static readonly string[] Expected =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "Auth__Audience",
        "Auth__Authority",
        "Auth__RequiredRole",
        "Auth__RequiredScope",
        "AzureOpenAI__ApiVersion",
        "AzureOpenAI__Deployment",
        "AzureOpenAI__Endpoint",
        "AzureOpenAI__FallbackDeployments",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__tableServiceUri",
        "Generation__ReasoningEffort",
        "RateLimit__ClientAddressHeader",
        "RateLimit__PermitLimit",
        "RateLimit__TokensPerDay",
        "RateLimit__TrustedProxies",
        "Tables__ServiceUri",
    ];

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task AppSettings_OfTheApp_AreExactlyThese(string variant)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");

        var names = site["properties.siteConfig.appSettings"]!.AsArray().Select(setting => $"{setting!["name"]}");

        Assert.Equal(Expected, names.Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public async Task AppSetting_OfApplicationInsights_SignsInAsTheAppsIdentity()
    {
        var site = await Infrastructure.SingleAsync(Infrastructure.Default, "Microsoft.Web/sites");
        var settings = site["properties.siteConfig.appSettings"]!.AsArray().ToDictionary(setting => $"{setting!["name"]}", setting => $"{setting!["value"]}");

        var authentication = settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"];

        Assert.Contains("ClientId=", authentication, StringComparison.Ordinal);
        Assert.Contains("clientId", authentication, StringComparison.Ordinal);
        Assert.Contains("Authorization=AAD", authentication, StringComparison.Ordinal);
    }

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task AppSetting_OfTheApp_BindsToAnOptionsClass(string variant) =>
        Assert.All((await ReadProductSettingsAsync(variant)).Keys, AssertBinds);

    // azd stores all outputs in the function project's user secrets; an output with a setting's name would become that setting.
    [BicepFact]
    public async Task Output_OfTheTemplate_IsNoSettingOfTheProduct()
    {
        var template = await Infrastructure.Template;

        var outputs = template["outputs"]!.AsObject().Select(output => output.Key).ToArray();

        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.Matches("^AZURE_[A-Z_]+$", output));
    }

    [BicepFact]
    public async Task Output_ThatALocalRunNeeds_IsMappedToASetting()
    {
        var template = await Infrastructure.Template;
        var mapped = MappedOutputs().Matches(Repository.Read("infra/hooks/merge-settings.cs")).Select(match => (Output: match.Groups[1].Value, Setting: match.Groups[2].Value)).ToArray();

        Assert.NotEmpty(mapped);
        Assert.All(mapped, pair => Assert.NotNull(template["outputs"]![pair.Output]));
        Assert.All(mapped, pair => AssertBinds(pair.Setting));
    }

    [BicepTheory]
    [MemberData(nameof(Infrastructure.Variants), MemberType = typeof(Infrastructure))]
    public async Task AddIssueAi_WithTheSettingsOfTheApp_Starts(string variant)
    {
        var settings = await ReadProductSettingsAsync(variant);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddIssueAi(configuration).BuildServiceProvider();

        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [BicepTheory]
    [InlineData("AzureOpenAI__ApiVersion")]
    [InlineData("RateLimit__PermitLimit")]
    [InlineData("RateLimit__TokensPerDay")]
    [InlineData("RateLimit__TrustedProxies")]
    [InlineData("RateLimit__ClientAddressHeader")]
    public async Task AppSetting_ByDefault_IsTheProductsOwnDefault(string name)
    {
        var settings = await ReadProductSettingsAsync(Infrastructure.Default);
        var property = Assert.IsAssignableFrom<PropertyInfo>(PropertyOf(name));

        Assert.Equal($"{property.GetValue(Activator.CreateInstance(property.DeclaringType!))}", settings[name]);
    }

    private static async Task<Dictionary<string, string>> ReadProductSettingsAsync(string variant)
    {
        var site = await Infrastructure.SingleAsync(variant, "Microsoft.Web/sites");
        return site["properties.siteConfig.appSettings"]!.AsArray()
            .Select(setting => (Name: $"{setting!["name"]}", Value: $"{setting["value"]}"))
            .Where(setting => !StartsWithAny(setting.Name, OfThePlatform))
            .ToDictionary(setting => setting.Name, setting => IsExpression(setting.Value) ? AnyAddress : setting.Value, StringComparer.OrdinalIgnoreCase);
    }

    // Only the addresses of resources are unknown before the deployment.
    private static bool IsExpression(string value) => value.StartsWith('[');

    private static void AssertBinds(string name) => Assert.True(PropertyOf(name) is not null, $"no options class in src/IssueAi has {name}");

    private static PropertyInfo? PropertyOf(string name) => name.Split("__") is [var section, var property]
        ? typeof(IssueAiServiceCollectionExtensions).Assembly.GetTypes()
            .Where(type => type.Name == $"{section}Options" || (section, type.Name) == ("RateLimit", nameof(ProxyOptions)))
            .Select(type => type.GetProperty(property, BindingFlags.Public | BindingFlags.Instance))
            .SingleOrDefault(found => found is not null)
        : null;

    private static bool StartsWithAny(string name, string[] prefixes) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    // ("AZURE_OPENAI_ENDPOINT", "AzureOpenAI__Endpoint"),
    [GeneratedRegex(@"\(""(\w+)"", ""(\w+)""\)")]
    private static partial Regex MappedOutputs();
}
