using IssueAi.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IssueAi.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Valid = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://a.example/;LiveEndpoint=https://b.example/";

    [Fact]
    public void Read_WithoutSettings_SendsNothing()
    {
        Assert.False(Read().IsOn);
        Assert.False(Read((ConnectionString, " "), (Endpoint, "")).IsOn);
    }

    [Fact]
    public void Read_OfAConnectionString_SendsToAzureMonitorAsWhoeverIsThere()
    {
        var options = Read((ConnectionString, Valid));

        Assert.Equal((true, false, Valid, false, null), (options.IsOn, options.SendsOtlp, options.ConnectionString, options.UsesManagedIdentity, options.ClientId));
    }

    [Theory]
    [InlineData("Authorization=AAD", null)]
    [InlineData("ClientId=6f1d1a3c-0000-4000-8000-000000000002;Authorization=AAD", "6f1d1a3c-0000-4000-8000-000000000002")]
    [InlineData("authorization=aad; clientid=6f1d1a3c-0000-4000-8000-000000000002;", "6f1d1a3c-0000-4000-8000-000000000002")]
    public void Read_OfAnAuthenticationString_SignsInAsTheManagedIdentity(string authentication, string? clientId)
    {
        var options = Read((ConnectionString, Valid), (Authentication, authentication));

        Assert.Equal((true, clientId), (options.UsesManagedIdentity, options.ClientId));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317", null)]
    [InlineData("https://collector.example/otlp", "http/protobuf")]
    [InlineData("http://collector:4317", "grpc")]
    public void Read_OfACollector_SendsThere(string endpoint, string? protocol)
    {
        var options = Read((Endpoint, endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol), ("OTEL_EXPORTER_OTLP_HEADERS", "api-key=secret=,other=1"));

        Assert.Equal((true, true, null), (options.IsOn, options.SendsOtlp, options.ConnectionString));
    }

    [Theory]
    [InlineData(ConnectionString, "SECRET", "must be a list of Name=value, separated by ';'")]
    [InlineData(ConnectionString, "IngestionEndpoint=https://a.example", "must hold an InstrumentationKey, which is a GUID")]
    [InlineData(ConnectionString, "InstrumentationKey=SECRET", "must hold an InstrumentationKey, which is a GUID")]
    [InlineData(ConnectionString, "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://a.example", "its IngestionEndpoint must be an absolute https address")]
    [InlineData(Endpoint, "collector:4317", "must be an absolute http or https address")]
    [InlineData(Endpoint, "/SECRET", "must be an absolute http or https address")]
    public void Read_OfAWrongPlace_NamesTheSettingAndNotWhatItHolds(string setting, string value, string message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.Equal([$"{setting}: {message}"], failure.Failures);
    }

    [Theory]
    [InlineData(Authentication, "ClientId=6f1d1a3c-0000-4000-8000-000000000002", "must be Authorization=AAD, or ClientId=…;Authorization=AAD")]
    [InlineData(Authentication, "SECRET", "must be Authorization=AAD, or ClientId=…;Authorization=AAD")]
    [InlineData(Authentication, "Authorization=AAD;ClientId=SECRET", "its ClientId must be a GUID")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "must be grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "SECRET", "must be a list of name=value, separated by ','")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "1s", "'1s' can't be read as a duration, a whole number of milliseconds above zero")]
    public void Read_OfAWrongDetail_NamesTheSetting(string setting, string value, string message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read((ConnectionString, Valid), (Endpoint, "http://127.0.0.1:4317"), (setting, value)));

        Assert.Equal([$"{setting}: {message}"], failure.Failures);
    }

    [Fact]
    public void Read_OfWhatNobodySendsTo_DoesNotMind() => Assert.False(Read((Authentication, "whatever"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "whatever")).IsOn);

    private static TelemetryOptions Read(params (string Key, string? Value)[] settings) => TelemetryOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build());
}
