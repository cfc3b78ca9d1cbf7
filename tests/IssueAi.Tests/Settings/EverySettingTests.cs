using System.Reflection;
using IssueAi.Caching;
using IssueAi.Hosting;
using IssueAi.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Settings;

/// <summary>The accepted and refused values of each setting, with the whole product.</summary>
public sealed class EverySettingTests
{
    private const string Suffix = "Options";

    // The sections of types that aren't named after their section.
    private static readonly Dictionary<string, string> Sections = new() { [nameof(ProxyOptions)] = "RateLimit" };

    // The setting that the message names, and the environment.
    private static readonly (string Name, string Settings)[] Wrong =
    [
        ("Ai__Provider", "Ai__Provider=Foo"),
        ("AzureOpenAI__Endpoint", "AzureOpenAI__Endpoint=example"),
        ("AzureOpenAI__Endpoint", "AzureOpenAI__Endpoint="),
        ("AzureOpenAI__Endpoint", "AzureOpenAI__Endpoint=http://127.0.0.1:1/openai/deployments/x/chat/completions?api-version=1"),
        ("AzureOpenAI__Deployment", "AzureOpenAI__Deployment="),
        ("AzureOpenAI__ApiVersion", "AzureOpenAI__ApiVersion=v2"),
        ("AzureOpenAI__TokenScope", "AzureOpenAI__TokenScope=https://ai.azure.com/"),
        ("AzureOpenAI__ApiKey", "AzureOpenAI__ApiKey=two words"),
        ("AzureOpenAI__FallbackDeployments", "AzureOpenAI__FallbackDeployments=,"),
        ("AzureOpenAI__MarkDocuments", "AzureOpenAI__MarkDocuments=perhaps"),
        ("OpenAI__Endpoint", "Ai__Provider=OpenAI;OpenAI__Model=m;OpenAI__ApiKey=k;OpenAI__Endpoint=http://example.com"),
        ("OpenAI__Model", "Ai__Provider=OpenAI;OpenAI__ApiKey=k"),
        ("OpenAI__ApiKey", "Ai__Provider=OpenAI;OpenAI__Model=m"),
        ("Anthropic__Endpoint", "Ai__Provider=Anthropic;Anthropic__Model=m;Anthropic__ApiKey=k;Anthropic__Endpoint=http://example.com"),
        ("Anthropic__Model", "Ai__Provider=Anthropic;Anthropic__ApiKey=k"),
        ("Anthropic__ApiKey", "Ai__Provider=Anthropic;Anthropic__Model=m"),
        ("Tables__ConnectionString", "Tables__ConnectionString=nonsense"),
        ("Tables__ServiceUri", "Tables__ServiceUri=http://example.com"),
        ("Cache__TimeToLive", "Cache__TimeToLive=00:00:00"),
        ("Cache__Enabled", "Cache__Enabled=perhaps"),
        ("History__TimeToLive", "History__TimeToLive=-1.00:00:00"),
        ("History__Enabled", "History__Enabled=2"),
        ("RateLimit__PermitLimit", "RateLimit__PermitLimit=0"),
        ("RateLimit__PermitLimit", "RateLimit__PermitLimit=twenty"),
        ("RateLimit__Window", "RateLimit__Window=60"),
        ("RateLimit__Window", "RateLimit__Window=00:00:00"),
        ("RateLimit__Enabled", "RateLimit__Enabled=perhaps"),
        ("RateLimit__TrustedProxies", "RateLimit__TrustedProxies=-1"),
        ("RateLimit__ClientAddressHeader", "RateLimit__ClientAddressHeader=X: Y"),
        ("RateLimit__TokensPerDay", "RateLimit__TokensPerDay=0"),
        ("RateLimit__ReadLimit", "RateLimit__ReadLimit=0"),
        ("RateLimit__WriteLimit", "RateLimit__WriteLimit=many"),
        ("Streaming__WordDelay", "Streaming__WordDelay=50ms"),
        ("Streaming__WordDelay", "Streaming__WordDelay=-00:00:00.050"),
        ("Streaming__KeepAliveInterval", "Streaming__KeepAliveInterval=00:00:00"),
        ("Streaming__DisconnectGrace", "Streaming__DisconnectGrace=-00:00:01"),
        ("Streaming__MaxDuration", "Streaming__MaxDuration=0"),
        ("Generation__FirstTokenTimeout", "Generation__FirstTokenTimeout=00:00:00"),
        ("Generation__IdleTimeout", "Generation__IdleTimeout=00:00:61"),
        ("Generation__MaxOutputTokens", "Generation__MaxOutputTokens=0"),
        ("Generation__ReasoningEffort", "Generation__ReasoningEffort=much"),
        ("Generation__ReasoningEffort", "Generation__ReasoningEffort=9"),
        ("Generation__MaxReasoningTokens", "Generation__MaxReasoningTokens=-1"),
        ("Prices__Input", "Prices__Input=cheap"),
        ("Prices__Input", "Prices__Output=10"),
        ("Prices__CachedInput", "Prices__Input=1;Prices__Output=1;Prices__CachedInput=-1"),
        ("Prices__Output", "Prices__Input=2.5"),
        ("Prices__Currency", "Prices__Currency=$"),
        ("Confidence__SelfAssessment", "Confidence__SelfAssessment=perhaps"),
        ("Auth__Authority", "Auth__Authority=http://login.example.com;Auth__Audience=a"),
        ("Auth__Audience", "Auth__Authority=https://login.example.com"),
        ("Auth__RequiredScope", "Auth__RequiredScope=Answers.Use"),
        ("Auth__RequiredRole", "Auth__RequiredRole=Answers.All"),
    ];

    public static TheoryData<string, string> WrongSettings
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (name, settings) in Wrong) rows.Add(name, settings);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void AddIssueAi_OfAWrongValue_StopsTheStartAndNamesTheSetting(string name, string settings)
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => Start(settings));

        Assert.StartsWith($"{name}: ", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cache__TimeToLive=00:00:01;History__TimeToLive=00:00:01;RateLimit__Window=00:00:01;Streaming__WordDelay=00:00:01;Streaming__KeepAliveInterval=00:00:01;Streaming__DisconnectGrace=00:00:01;Streaming__MaxDuration=00:00:01;Generation__FirstTokenTimeout=00:00:01;Generation__IdleTimeout=00:00:01")]
    [InlineData("RateLimit__PermitLimit=1;RateLimit__TokensPerDay=1;RateLimit__ReadLimit=1;RateLimit__WriteLimit=1;Generation__MaxOutputTokens=1")]
    [InlineData("Streaming__WordDelay=0;Streaming__DisconnectGrace=0;RateLimit__TrustedProxies=0")]
    [InlineData("Streaming__WordDelay=00:00:00;Streaming__DisconnectGrace=00:00:00")]
    [InlineData("Cache__TimeToLive=36500.00:00:00;History__TimeToLive=36500.00:00:00;RateLimit__Window=36500.00:00:00;RateLimit__PermitLimit=2147483647;RateLimit__TokensPerDay=2147483647;Streaming__MaxDuration=24.00:00:00")]
    [InlineData("Cache__Enabled=FALSE;History__Enabled=False;RateLimit__Enabled=false;Confidence__SelfAssessment=true")]
    [InlineData("Auth__Authority=http://127.0.0.1:1;Auth__Audience=a")]
    [InlineData("AzureOpenAI__ApiVersion=V1;AzureOpenAI__TokenScope=https://ai.azure.com/.default")]
    [InlineData("AzureOpenAI__ApiVersion=2025-01-01-preview;AzureOpenAI__Endpoint=https://gateway.example.com/models")]
    [InlineData("Generation__ReasoningEffort=none;Generation__MaxReasoningTokens=0")]
    [InlineData("Generation__ReasoningEffort=High;Prices__Input=2.5;Prices__CachedInput=1.25;Prices__Output=10;Prices__Currency=USD")]
    [InlineData("Prices__Input=0;Prices__Output=0")]
    [InlineData("Cache__TimeToLive=;RateLimit__PermitLimit=;Auth__Authority=;Ai__Provider=")]
    public void AddIssueAi_OfWhatMakesSense_Starts(string settings) => Start(settings);

    [Fact]
    public void WrongSettings_OfAllSettings_LeaveNoneOut()
    {
        var settings = typeof(CacheOptions).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance), (type, property) => $"{Sections.GetValueOrDefault(type.Name) ?? type.Name[..^Suffix.Length]}__{property.Name}");

        Assert.Equal(settings.Order(StringComparer.Ordinal), Wrong.Select(row => row.Name).Distinct().Order(StringComparer.Ordinal));
    }

    private static void Start(string settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Parse("AzureOpenAI__Endpoint=https://example.com;AzureOpenAI__Deployment=d"))
            .AddInMemoryCollection(Parse(settings))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddIssueAi(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Parse(string settings) =>
        settings.Split(';').Select(setting => setting.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0].Replace("__", ":", StringComparison.Ordinal), (string?)parts[1]));
}
