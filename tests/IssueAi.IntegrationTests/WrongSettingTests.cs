using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IssueAi.IntegrationTests;

public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("Streaming__WordDelay=abc", "Streaming__WordDelay")]
    [InlineData("Streaming__WordDelay=-00:00:01", "Streaming__WordDelay")]
    [InlineData("Streaming__KeepAliveInterval=0", "Streaming__KeepAliveInterval")]
    [InlineData("Streaming__MaxDuration=100.00:00:00", "Streaming__MaxDuration")]
    [InlineData("Generation__MaxOutputTokens=0", "Generation__MaxOutputTokens")]
    [InlineData("Generation__MaxOutputTokens=many", "Generation__MaxOutputTokens")]
    [InlineData("Ai__Provider=Foo", "Ai__Provider")]
    [InlineData("AzureOpenAI__Endpoint=http://example.com;AzureOpenAI__Deployment=d", "AzureOpenAI__Endpoint")]
    [InlineData("AzureOpenAI__Endpoint=example;AzureOpenAI__Deployment=d", "AzureOpenAI__Endpoint")]
    [InlineData("AzureOpenAI__Endpoint=https://example.com", "AzureOpenAI__Deployment")]
    [InlineData("AzureOpenAI__Endpoint=https://example.com;AzureOpenAI__Deployment=d;AzureOpenAI__FallbackDeployments=e,d", "AzureOpenAI__FallbackDeployments")]
    [InlineData("Confidence__SelfAssessment=perhaps", "Confidence__SelfAssessment")]
    [InlineData("LocalHost__Simulator=perhaps", "LocalHost__Simulator")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318;OTEL_EXPORTER_OTLP_PROTOCOL=http", "OTEL_EXPORTER_OTLP_PROTOCOL")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey=none", "APPLICATIONINSIGHTS_CONNECTION_STRING")]
    public async Task A_Wrong_Setting_Stops_The_Start_And_Is_Named(string settings, string name)
    {
        await using var run = LocalHostRun.Start(Parse(settings));

        var exitCode = await run.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{name}: ", Assert.Single(run.Errors.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_Wrong_Settings_Are_Named_Together()
    {
        await using var run = LocalHostRun.Start(Parse("Streaming__KeepAliveInterval=0;Generation__IdleTimeout=0;Generation__MaxOutputTokens=-1"));

        await run.WaitForExitAsync();

        var names = run.Errors.Split('\n').Select(line => line.Split(':')[0]).Order();
        Assert.Equal(["Generation__IdleTimeout", "Generation__MaxOutputTokens", "Streaming__KeepAliveInterval"], names);
    }

    [Fact]
    public async Task An_Address_In_Use_Is_Named_With_A_Way_Out()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var run = LocalHostRun.Start([], urls: $"http://127.0.0.1:{port}");

        var exitCode = await run.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        var line = Assert.Single(run.Errors.Split('\n'));
        Assert.Contains(port, line, StringComparison.Ordinal);
        Assert.Contains("--urls", line, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Key, string Value)> Parse(string settings) =>
        settings.Split(';').Select(setting => setting.Split('=', 2)).Select(parts => (parts[0], parts[1]));
}
