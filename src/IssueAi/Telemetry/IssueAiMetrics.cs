using System.Diagnostics.Metrics;

namespace IssueAi.Telemetry;

/// <summary>The product's metrics. Without a listener each costs one comparison.</summary>
internal sealed class IssueAiMetrics
{
    // The buckets that OpenTelemetry's conventions for generative AI recommend.
    private static readonly double[] ModelSeconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
    private static readonly int[] TokenCounts = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

    // A cached answer begins within milliseconds, a model within seconds.
    private static readonly double[] FirstFrameSeconds = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96];

    // The levels change above 90 and at 70, and a bucket holds its upper limit.
    private static readonly int[] Scores = [10, 20, 30, 40, 50, 60, 69, 75, 80, 85, 90, 95, 100];

    private readonly TimeProvider _clock;
    private readonly Histogram<double> _firstFrame;
    private readonly Histogram<int> _confidence;
    private readonly Counter<long> _responses;
    private readonly Counter<double> _cost;
    private readonly Counter<long> _cacheHits;
    private readonly Counter<long> _coalesced;
    private readonly Counter<long> _rejections;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _aborts;
    private readonly Counter<long> _resumes;

    public IssueAiMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(TelemetryNames.Source);
        ModelDuration = CreateHistogram(meter, TelemetryNames.ModelDuration, "s", "Duration of a call to the model.", ModelSeconds);
        ModelFirstChunk = CreateHistogram(meter, TelemetryNames.ModelFirstChunk, "s", "Time to the first chunk of a call to the model.", ModelSeconds);
        ModelTokens = CreateHistogram(meter, TelemetryNames.ModelTokens, "{token}", "The tokens of a call to the model.", TokenCounts);
        _firstFrame = CreateHistogram(meter, TelemetryNames.FirstFrame, "s", "Time from a request to its first event.", FirstFrameSeconds);
        _confidence = CreateHistogram(meter, TelemetryNames.Confidence, "{score}", "Confidence of responses, 0 to 100.", Scores);
        _responses = meter.CreateCounter<long>(TelemetryNames.Responses, "{response}", "Responses, by their end.");
        _cost = meter.CreateCounter<double>(TelemetryNames.Cost, "{currency}", "Cost of responses, by the prices in the settings.");
        _cacheHits = meter.CreateCounter<long>(TelemetryNames.CacheHits, "{request}", "Requests answered from the cache.");
        _coalesced = meter.CreateCounter<long>(TelemetryNames.Coalesced, "{request}", "Requests that joined a running response.");
        _rejections = meter.CreateCounter<long>(TelemetryNames.Rejections, "{request}", "Requests refused because a budget is used up.");
        _frames = meter.CreateCounter<long>(TelemetryNames.Frames, "{frame}", "Events sent.");
        _aborts = meter.CreateCounter<long>(TelemetryNames.Aborts, "{stream}", "Streams that the client closed before their end.");
        _resumes = meter.CreateCounter<long>(TelemetryNames.Resumes, "{stream}", "Streams opened by a response's id, to resume or to replay it.");
    }

    public Histogram<double> ModelDuration { get; }

    public Histogram<double> ModelFirstChunk { get; }

    public Histogram<int> ModelTokens { get; }

    /// <summary>Gets a value indicating whether a listener measures calls to the model.</summary>
    public bool ObservesModel => ModelDuration.Enabled || ModelFirstChunk.Enabled || ModelTokens.Enabled;

    public void CountCacheHit(string action) => _cacheHits.Add(1, ActionTag(action));

    public void CountCoalesced(string action) => _coalesced.Add(1, ActionTag(action));

    public void CountResume(string action) => _resumes.Add(1, ActionTag(action));

    public void CountAbort(string action) => _aborts.Add(1, ActionTag(action));

    public void CountFrames(string action, int frames) => _frames.Add(frames, ActionTag(action));

    /// <summary>Counts a refused request.</summary>
    /// <param name="action">The action that was asked for.</param>
    /// <param name="isOutOfTokens">Whether it is the day's tokens that are used up, not the window's requests.</param>
    public void CountRejection(string action, bool isOutOfTokens) =>
        _rejections.Add(1, ActionTag(action), new(TelemetryNames.Attributes.Budget, isOutOfTokens ? "tokens" : "requests"));

    /// <summary>Counts a response that the model generated.</summary>
    /// <param name="action">The action that was asked for.</param>
    /// <param name="error">Why it failed; null where it is complete.</param>
    public void CountResponse(string action, ErrorCode? error) =>
        _responses.Add(1, ActionTag(action), new(TelemetryNames.Attributes.Outcome, error is { } code ? ErrorTypes.Of(code) : "completed"));

    /// <summary>Records a response's confidence.</summary>
    /// <param name="action">The action that was asked for.</param>
    /// <param name="score">0 to 100.</param>
    /// <param name="level">The score's step, by its name.</param>
    public void RecordConfidence(string action, int score, string level) =>
        _confidence.Record(score, ActionTag(action), new(TelemetryNames.Attributes.Level, level));

    /// <summary>Counts the cost of a response.</summary>
    /// <param name="action">The action that was asked for.</param>
    /// <param name="cost">The cost, by the settings' prices.</param>
    /// <param name="currency">Its currency; null where the settings name none.</param>
    public void RecordCost(string action, decimal cost, string? currency) =>
        _cost.Add((double)cost, ActionTag(action), new(TelemetryNames.Attributes.Currency, currency ?? "unknown"));

    public void RecordFirstFrame(string action, bool isCached, TimeSpan elapsed) =>
        _firstFrame.Record(elapsed.TotalSeconds, ActionTag(action), new(TelemetryNames.Attributes.Cached, isCached ? "true" : "false"));

    /// <summary>Starts to measure a client's stream; null without a listener.</summary>
    /// <param name="action">The answer's action.</param>
    /// <param name="isCached">Whether it comes from the cache.</param>
    /// <param name="arrival">When its request arrived, on the clock; null for a stream whose start isn't measured.</param>
    public StreamMetrics? Watch(string action, bool isCached, long? arrival) =>
        _frames.Enabled || _aborts.Enabled || _firstFrame.Enabled ? new StreamMetrics(this, action, isCached, arrival, _clock) : null;

    private static Histogram<T> CreateHistogram<T>(Meter meter, string name, string unit, string description, T[] buckets)
        where T : struct =>
        meter.CreateHistogram(name, unit, description, tags: null, new InstrumentAdvice<T> { HistogramBucketBoundaries = buckets });

    private static KeyValuePair<string, object?> ActionTag(string action) => new(TelemetryNames.Attributes.Action, action);
}
