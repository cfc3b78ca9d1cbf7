using System.Diagnostics;
using System.Diagnostics.Metrics;
using IssueAi.Hosting;
using IssueAi.Telemetry;
using IssueAi.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IssueAi.Tests.Hosting;

[Collection(AloneGroup.Name)]
public sealed class WarmUpTests
{
    [Fact]
    public async Task GenerateAsync_StreamsAWholeResponseAndRecordsIt()
    {
        var stream = await WarmUp.GenerateAsync();

        Assert.Contains("""data: {"type":"text","content":"word 0 "}""", stream, StringComparison.Ordinal);
        Assert.Contains("""data: {"type":"metadata",""", stream, StringComparison.Ordinal);
        Assert.DoesNotContain("\"stored\":false", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_WithTelemetry_IsNeitherCountedNorTraced()
    {
        var seen = new List<string>();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name is TelemetryNames.Source or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = span => seen.Add(span.OperationName),
        };
        ActivitySource.AddActivityListener(spans);
        using var measurements = new MeterListener();
        measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is TelemetryNames.Source or "System.Net.Http") listener.EnableMeasurementEvents(instrument);
        };
        measurements.SetMeasurementEventCallback<int>((instrument, _, _, _) => seen.Add(instrument.Name));
        measurements.SetMeasurementEventCallback<long>((instrument, _, _, _) => seen.Add(instrument.Name));
        measurements.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.Add(instrument.Name));
        measurements.Start();

        await WarmUp.GenerateAsync();

        Assert.Empty(seen);
    }

    [Fact]
    public async Task AddWarmUp_WarmUpFailed_LogsItAndLetsTheHostStart()
    {
        var logger = new LineLogger<WarmUp.Report>();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<ILogger<WarmUp.Report>>(logger).AddWarmUp(Task.FromException(new InvalidOperationException()));
        using var host = builder.Build();

        await host.StartAsync();
        await host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;

        Assert.Equal(["The warm-up failed. The first response will be slower."], logger.Lines);
    }
}
