using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using IssueAi.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IssueAi.Tests.Telemetry;

[Collection(AloneGroup.Name)]
public sealed class TelemetryExportTests
{
    private const string Valid = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://ingestion.example/";

    [Fact]
    public void AddTelemetry_WithoutAPlaceToSendTo_AddsNothingOfOpenTelemetry()
    {
        var services = new ServiceCollection().AddLogging().AddTelemetry(Configure());

        Assert.DoesNotContain(services, service => service.ServiceType.FullName!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.DoesNotContain(services, service => service.ServiceType == typeof(IHostedService));
        using var provider = services.BuildServiceProvider();
        Assert.False(provider.GetRequiredService<IssueAiMetrics>().ObservesModel);
    }

    [Fact]
    public async Task AddTelemetry_WithACollector_MeasuresInTheConventionsBuckets()
    {
        var metrics = new List<Metric>();
        var services = new ServiceCollection().AddLogging().AddTelemetry(Configure(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "1")));
        services.ConfigureOpenTelemetryMeterProvider(metering => metering.AddInMemoryExporter(metrics));
        await using var provider = services.AddSingleton(Configure()).BuildServiceProvider();
        var meters = provider.GetRequiredService<MeterProvider>();

        provider.GetRequiredService<IssueAiMetrics>().ModelDuration.Record(0.3);
        provider.GetRequiredService<IssueAiMetrics>().ModelTokens.Record(17);
        meters.ForceFlush();

        Assert.Equal([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92], BoundsOf(metrics, "gen_ai.client.operation.duration"));
        Assert.Equal([1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864], BoundsOf(metrics, "gen_ai.client.token.usage"));
    }

    [Fact]
    public async Task AddTelemetry_WithAConnectionString_SendsAllThreeKindsWithAToken()
    {
        using var azure = new AzureMonitor();
        var services = new ServiceCollection().AddLogging().AddTelemetry(Configure(("APPLICATIONINSIGHTS_CONNECTION_STRING", Valid)));
        services.PostConfigureAll<AzureMonitorExporterOptions>(azure.Capture);
        await using (var provider = services.AddSingleton(Configure()).BuildServiceProvider())
        {
            var tracing = provider.GetRequiredService<TracerProvider>();
            var metering = provider.GetRequiredService<MeterProvider>();
            provider.GetRequiredService<IssueAiMetrics>().CountCacheHit("refine");
            Tracing.Source.StartActivity("chat a-model")?.Dispose();
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("IssueAi.Any").Log(
                LogLevel.Information, default, "something happened", exception: null, static (state, _) => state);

            tracing.ForceFlush();
            metering.ForceFlush();
            provider.GetRequiredService<LoggerProvider>().ForceFlush();
        }

        var sent = azure.Sent();
        Assert.Contains("\"issueai.cache.hits\"", sent, StringComparison.Ordinal);
        Assert.Contains("chat a-model", sent, StringComparison.Ordinal);
        Assert.Contains("something happened", sent, StringComparison.Ordinal);
        Assert.NotEmpty(azure.Authorizations);
        Assert.All(azure.Authorizations, authorization => Assert.Equal("Bearer token-of-a-test", authorization));
    }

    private static double[] BoundsOf(List<Metric> metrics, string name)
    {
        var bounds = new List<double>();
        foreach (ref readonly var point in metrics.Last(metric => metric.Name == name).GetMetricPoints())
        {
            foreach (var bucket in point.GetHistogramBuckets()) bounds.Add(bucket.ExplicitBound);
        }

        return [.. bounds.Where(double.IsFinite)];
    }

    private static IConfiguration Configure(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();

    /// <summary>Takes the place of Azure Monitor.</summary>
    private sealed class AzureMonitor : HttpMessageHandler
    {
        private readonly ConcurrentQueue<string> _bodies = new();

        public ConcurrentQueue<string?> Authorizations { get; } = new();

        public void Capture(AzureMonitorExporterOptions exporter)
        {
            exporter.Credential = new AnyToken();
            exporter.Transport = new HttpClientTransport(this);
            exporter.DisableOfflineStorage = true;
            exporter.SamplingRatio = 1;
            exporter.TracesPerSecond = null;
        }

        public string Sent() => string.Concat(_bodies);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken).GetAwaiter().GetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorizations.Enqueue(request.Headers.Authorization?.ToString());
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            if (request.Content.Headers.ContentEncoding.Contains("gzip"))
            {
                await using var unzipping = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
                using var unzipped = new MemoryStream();
                await unzipping.CopyToAsync(unzipped, cancellationToken);
                body = unzipped.ToArray();
            }

            _bodies.Enqueue(Encoding.UTF8.GetString(body));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""", Encoding.UTF8, "application/json") };
        }
    }

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token-of-a-test", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
