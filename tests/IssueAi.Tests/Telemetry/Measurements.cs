using System.Diagnostics.Metrics;
using IssueAi.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace IssueAi.Tests.Telemetry;

/// <summary>A separate <c>IssueAiMetrics</c> for a test, and its measurements.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<Measurement> _all = [];

    /// <param name="clock">Tells the time.</param>
    /// <param name="isHeard">Whether a listener is attached.</param>
    public Measurements(TimeProvider clock, bool isHeard = true)
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        Metrics = new IssueAiMetrics(factory, clock);
        if (!isHeard) return;

        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IssueAiMetrics Metrics { get; }

    /// <summary>Returns an instrument's measurements: the value and the attributes, ordered by name.</summary>
    public IReadOnlyList<string> Of(string instrument) =>
        [.. _all.Where(one => one.Instrument == instrument).Select(one => FormattableString.Invariant($"{one.Value} {one.Tags}").Trim())];

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _all.Add(new(
        instrument.Name, value, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))));

    private sealed record Measurement(string Instrument, double Value, string Tags);
}
