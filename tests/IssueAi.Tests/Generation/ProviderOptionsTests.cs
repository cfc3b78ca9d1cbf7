using IssueAi.Generation.Anthropic;
using IssueAi.Generation.AzureOpenAI;
using IssueAi.Generation.OpenAICompatible;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Generation;

public sealed class ProviderOptionsTests
{
    [Fact]
    public void OpenAI_ModelAndKey_AreEnoughForTheVendor()
    {
        var options = Bind<OpenAIOptions>("OpenAI:Model=gpt", "OpenAI:ApiKey=secret");

        Assert.Equal(new Uri("https://api.openai.com/v1"), options.Endpoint);
    }

    [Theory]
    [InlineData("https://models.example.com/v1")]
    [InlineData("http://localhost:11434/v1")]
    [InlineData("http://127.0.0.1:8000/v1")]
    [InlineData("http://[::1]:8000/v1")]
    public void OpenAI_CompatibleServer_NeedsNoKey(string endpoint)
    {
        var options = Bind<OpenAIOptions>("OpenAI:Model=llama", $"OpenAI:Endpoint={endpoint}");

        Assert.Equal(new Uri(endpoint), options.Endpoint);
    }

    [Theory]
    [InlineData("https://sample.openai.azure.com", null, true)]
    [InlineData("https://gateway.example.com/models", null, true)]
    [InlineData("http://127.0.0.1:5005", null, false)]
    [InlineData("http://localhost:5005", "true", true)]
    [InlineData("https://sample.openai.azure.com", "false", false)]
    public void AzureOpenAI_MarksDocuments_UnlessItIsThisMachineOrTurnedOff(string endpoint, string? setting, bool expected)
    {
        var options = Bind<AzureOpenAIOptions>("AzureOpenAI:Deployment=d", $"AzureOpenAI:Endpoint={endpoint}", $"AzureOpenAI:MarkDocuments={setting}");

        Assert.Equal(expected, options.MarksDocuments);
    }

    [Fact]
    public void Anthropic_ModelAndKey_AreEnough()
    {
        var options = Bind<AnthropicOptions>("Anthropic:Model=claude", "Anthropic:ApiKey=secret");

        Assert.Equal(new Uri("https://api.anthropic.com"), options.Endpoint);
    }

    [Theory]
    [InlineData("OpenAI__Model", "OpenAI:ApiKey=secret")]
    [InlineData("OpenAI__Model", "OpenAI:ApiKey=secret", "OpenAI:Model= ")]
    [InlineData("OpenAI__ApiKey", "OpenAI:Model=gpt")]
    [InlineData("OpenAI__ApiKey", "OpenAI:Model=gpt", "OpenAI:Endpoint=https://API.openai.com:443/v1/")]
    [InlineData("OpenAI__ApiKey", "OpenAI:Model=gpt", "OpenAI:ApiKey=secret\n")]
    [InlineData("OpenAI__Endpoint", "OpenAI:Model=gpt", "OpenAI:ApiKey=secret", "OpenAI:Endpoint=http://models.example.com/v1")]
    [InlineData("OpenAI__Endpoint", "OpenAI:Model=gpt", "OpenAI:ApiKey=secret", "OpenAI:Endpoint=models.example.com")]
    [InlineData("OpenAI__Endpoint", "OpenAI:Model=gpt", "OpenAI:ApiKey=secret", "OpenAI:Endpoint=file:///somewhere/secret")]
    [InlineData("OpenAI__Endpoint", "OpenAI:Model=gpt", "OpenAI:ApiKey=secret", "OpenAI:Endpoint=https://example.com/v1/chat/completions")]
    [InlineData("OpenAI__Endpoint", "OpenAI:Model=gpt", "OpenAI:ApiKey=secret", "OpenAI:Endpoint=https://example.com/v1?key=secret")]
    public void OpenAI_WrongSetting_IsNamedAndNoKeyShown(string expected, params string[] settings) =>
        AssertNames<OpenAIOptions>(expected, settings);

    [Theory]
    [InlineData("Anthropic__Model", "Anthropic:ApiKey=secret")]
    [InlineData("Anthropic__ApiKey", "Anthropic:Model=claude")]
    [InlineData("Anthropic__ApiKey", "Anthropic:Model=claude", "Anthropic:ApiKey=sécret")]
    [InlineData("Anthropic__ApiKey", "Anthropic:Model=claude", "Anthropic:Endpoint=http://localhost:1")]
    [InlineData("Anthropic__Endpoint", "Anthropic:Model=claude", "Anthropic:ApiKey=secret", "Anthropic:Endpoint=http://example.com")]
    [InlineData("Anthropic__Endpoint", "Anthropic:Model=claude", "Anthropic:ApiKey=secret", "Anthropic:Endpoint=https://example.com/v1")]
    [InlineData("Anthropic__Endpoint", "Anthropic:Model=claude", "Anthropic:ApiKey=secret", "Anthropic:Endpoint=https://example.com/V1/Messages/")]
    public void Anthropic_WrongSetting_IsNamedAndNoKeyShown(string expected, params string[] settings) =>
        AssertNames<AnthropicOptions>(expected, settings);

    private static void AssertNames<TOptions>(string expected, string[] settings)
        where TOptions : class
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind<TOptions>(settings));

        Assert.StartsWith($"{expected}: must ", Assert.Single(failure.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("cret", failure.Message, StringComparison.Ordinal);
    }

    private static TOptions Bind<TOptions>(params string[] settings)
        where TOptions : class
    {
        var pairs = settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create<string, string?>(pair[0], pair[1]));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new ServiceCollection()
            .AddOpenAIModel(configuration)
            .AddAnthropicModel(configuration)
            .AddAzureOpenAIModel(configuration)
            .BuildServiceProvider()
            .GetRequiredService<IOptions<TOptions>>().Value;
    }
}
