using IssueAi.Generation;
using IssueAi.Generation.AzureOpenAI;
using IssueAi.Identity;
using IssueAi.RateLimiting;
using IssueAi.Settings;
using IssueAi.Streaming;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void AddSettings_WithoutAny_HasTheDefaultsOfTheContract()
    {
        var streaming = Bind<StreamingOptions>("Streaming");
        var generation = Bind<GenerationOptions>("Generation");

        Assert.Equal(
            (TimeSpan.Zero, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(200)),
            (streaming.WordDelay, streaming.KeepAliveInterval, streaming.MaxDuration));
        Assert.Equal(
            (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), 2048),
            (generation.FirstTokenTimeout, generation.IdleTimeout, generation.MaxOutputTokens));
        Assert.Equal(AiProvider.AzureOpenAI, Bind<AiOptions>("Ai").Provider);
    }

    [Theory]
    [InlineData("00:00:00.050", 50)]
    [InlineData("00:00:01", 1000)]
    [InlineData("", 0)]
    [InlineData("  ", 0)]
    public void AddSettings_OfADuration_ReadsIt(string value, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Bind<StreamingOptions>("Streaming", ("Streaming:WordDelay", value)).WordDelay);

    [Theory]
    [InlineData("Streaming:WordDelay", "abc", "Streaming__WordDelay: 'abc' can't be read as a duration, hours:minutes:seconds or days.hours:minutes:seconds")]
    [InlineData("Streaming:KeepAliveInterval", "15", "Streaming__KeepAliveInterval: '15' can't be read as a duration, hours:minutes:seconds or days.hours:minutes:seconds")]
    [InlineData("Streaming:WordDelay", "-00:00:01", "Streaming__WordDelay: must be zero or more and at most 24.00:00:00 (days.hours:minutes:seconds)")]
    [InlineData("Streaming:KeepAliveInterval", "0", "Streaming__KeepAliveInterval: must be above zero and at most 24.00:00:00 (days.hours:minutes:seconds)")]
    [InlineData("Streaming:MaxDuration", "25.00:00:00", "Streaming__MaxDuration: must be above zero and at most 24.00:00:00 (days.hours:minutes:seconds)")]
    public void AddSettings_OfAWrongDuration_NamesTheSetting(string key, string value, string message) =>
        AssertFails<StreamingOptions>("Streaming", [message], (key, value));

    [Theory]
    [InlineData("0", "Generation__MaxOutputTokens: must be above zero")]
    [InlineData("1.5", "Generation__MaxOutputTokens: '1.5' can't be read as a whole number")]
    public void AddSettings_OfAWrongNumber_NamesTheSetting(string value, string message) =>
        AssertFails<GenerationOptions>("Generation", [message], ("Generation:MaxOutputTokens", value));

    [Theory]
    [InlineData("Foo", "Ai__Provider: 'Foo' can't be read as one of AzureOpenAI, OpenAI, Anthropic")]
    [InlineData("7", "Ai__Provider: must be AzureOpenAI, OpenAI or Anthropic")]
    public void AddSettings_OfAWrongChoice_NamesTheSetting(string value, string message) =>
        AssertFails<AiOptions>("Ai", [message], ("Ai:Provider", value));

    [Fact]
    public void AddSettings_OfWhatIsMissing_NamesAllOfIt() => AssertFails<AzureOpenAIOptions>(
        "AzureOpenAI",
        [
            "AzureOpenAI__Endpoint: is required: the address of the Azure OpenAI resource",
            "AzureOpenAI__Deployment: is required: the name of the model's deployment",
        ]);

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("example.com")]
    [InlineData("/relative")]
    public void AddSettings_OfAnEndpointThatIsNotSecure_NamesTheSetting(string endpoint) => AssertFails<AzureOpenAIOptions>(
        "AzureOpenAI",
        ["AzureOpenAI__Endpoint: must be an absolute https address (http only for this machine)"],
        ("AzureOpenAI:Endpoint", endpoint),
        ("AzureOpenAI:Deployment", "d"));

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://localhost:5005")]
    [InlineData("http://127.0.0.1:5005")]
    [InlineData("http://[::1]:5005")]
    public void AddSettings_OfASecureEndpoint_TakesIt(string endpoint) => Assert.Equal(
        new Uri(endpoint),
        Bind<AzureOpenAIOptions>("AzureOpenAI", ("AzureOpenAI:Endpoint", endpoint), ("AzureOpenAI:Deployment", "d")).Endpoint);

    [Theory]
    [InlineData(null, "d")]
    [InlineData(" ", "d")]
    [InlineData("e", "d e")]
    [InlineData(" e ,f", "d e f")]
    public void AddSettings_OfFallbackDeployments_PutsThemAfterTheMainOne(string? fallbacks, string expected)
    {
        var options = Bind<AzureOpenAIOptions>(
            "AzureOpenAI", ("AzureOpenAI:Endpoint", "https://example.com"), ("AzureOpenAI:Deployment", "d"), ("AzureOpenAI:FallbackDeployments", fallbacks!));

        Assert.Equal(expected.Split(' '), options.Deployments);
    }

    [Theory]
    [InlineData("e,,f", "holds an empty name: separate deployments by single commas")]
    [InlineData("e,", "holds an empty name: separate deployments by single commas")]
    [InlineData(",", "holds an empty name: separate deployments by single commas")]
    [InlineData("e, D", "must name each deployment once, and not the one of AzureOpenAI__Deployment")]
    [InlineData("e,f,E", "must name each deployment once, and not the one of AzureOpenAI__Deployment")]
    public void AddSettings_OfWrongFallbackDeployments_NamesTheSetting(string fallbacks, string message) => AssertFails<AzureOpenAIOptions>(
        "AzureOpenAI",
        [$"AzureOpenAI__FallbackDeployments: {message}"],
        ("AzureOpenAI:Endpoint", "https://example.com"),
        ("AzureOpenAI:Deployment", "d"),
        ("AzureOpenAI:FallbackDeployments", fallbacks));

    [Fact]
    public void AddSettings_OfLimitsWithoutAny_HasTheDefaultsOfTheContract()
    {
        var limits = Bind<RateLimitOptions>("RateLimit");
        var proxies = Bind<ProxyOptions>("RateLimit");

        Assert.Equal(
            (true, 20, TimeSpan.FromMinutes(1), 200_000, 1, "X-Forwarded-For"),
            (limits.Enabled, limits.PermitLimit, limits.Window, limits.TokensPerDay, proxies.TrustedProxies, proxies.ClientAddressHeader));
    }

    [Theory]
    [InlineData("PermitLimit", "0", "RateLimit__PermitLimit: must be above zero")]
    [InlineData("TokensPerDay", "0", "RateLimit__TokensPerDay: must be above zero")]
    [InlineData("Window", "0", "RateLimit__Window: must be above zero and at most 36500.00:00:00 (days.hours:minutes:seconds)")]
    public void AddSettings_OfAWrongLimit_NamesTheSetting(string name, string value, string message) =>
        AssertFails<RateLimitOptions>("RateLimit", [message], ($"RateLimit:{name}", value));

    [Theory]
    [InlineData("TrustedProxies", "-1", "RateLimit__TrustedProxies: must be zero or more")]
    [InlineData("ClientAddressHeader", "X Forwarded", "RateLimit__ClientAddressHeader: isn't the name of a header")]
    public void AddSettings_OfAWrongProxySetting_NamesIt(string name, string value, string message) =>
        AssertFails<ProxyOptions>("RateLimit", [message], ($"RateLimit:{name}", value));

    [Theory]
    [InlineData("Authority", "https://login.example.com", "Auth__Audience: is required with Auth__Authority: the tokens' audience")]
    [InlineData("Audience", "api://issue-ai", "Auth__Authority: is required with Auth__Audience: the tokens' issuer")]
    [InlineData("Authority", "http://login.example.com", "Auth__Authority: must be an absolute https address (http only for this machine)")]
    public void AddSettings_OfHalfAnIdentity_NamesTheSetting(string name, string value, string message) =>
        AssertFails<AuthOptions>("Auth", [message], ($"Auth:{name}", value));

    private static void AssertFails<TOptions>(string section, string[] messages, params (string Key, string Value)[] settings)
        where TOptions : class, new()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind<TOptions>(section, settings));
        Assert.Equal(messages, failure.Failures);
    }

    private static TOptions Bind<TOptions>(string section, params (string Key, string Value)[] settings)
        where TOptions : class, new()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddSettings<TOptions>(configuration, section).BuildServiceProvider();
        return services.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
