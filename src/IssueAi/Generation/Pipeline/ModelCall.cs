using System.Diagnostics;
using IssueAi.Telemetry;
using Attributes = IssueAi.Telemetry.TelemetryNames.Attributes;

namespace IssueAi.Generation.Pipeline;

/// <summary>One call to a model, as a span and as measurements, by OpenTelemetry's conventions for generative AI.</summary>
internal sealed class ModelCall : IDisposable
{
    private const string Chat = "chat";

    private readonly IssueAiMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Activity? _span;
    private readonly long _start;
    private TagList _tags;
    private TimeSpan? _firstChunk;
    private string? _model;
    private string? _finishReason;
    private TokenUsage? _usage;
    private string? _error = ErrorTypes.Cancelled;

    /// <summary>Begins the call. In the calling method, its span is the current one from now on.</summary>
    public ModelCall(ModelTarget target, ModelPrompt prompt, IssueAiMetrics metrics, ActivitySource spans, TimeProvider clock)
    {
        _metrics = metrics;
        _clock = clock;
        _tags = new TagList
        {
            { Attributes.Operation, Chat },
            { Attributes.Provider, target.Provider },
            { Attributes.RequestModel, target.Model },
        };
        if (prompt.Action is not null) _tags.Add(Attributes.Action, prompt.Action);
        _span = spans.StartActivity(target.SpanName, ActivityKind.Client, parentContext: default, _tags);
        _start = clock.GetTimestamp();
        if (_span is not { IsAllDataRequested: true }) return;

        _span.SetTag(Attributes.RequestStream, true);
        _span.SetTag(Attributes.RequestMaxTokens, prompt.MaxOutputTokens ?? target.MaxOutputTokens);
        _span.SetTag(Attributes.ServerAddress, target.Endpoint.Host);
        _span.SetTag(Attributes.ServerPort, target.Endpoint.Port);
    }

    public void Add(in ModelUpdate update)
    {
        _firstChunk ??= _clock.GetElapsedTime(_start);
        _model ??= update.Model;
        _finishReason = update.FinishReason ?? _finishReason;
        _usage = update.Usage ?? _usage;
    }

    /// <summary>Notes the end of the model's stream.</summary>
    public void End() => _error = _finishReason is null ? ErrorTypes.Of(ErrorCode.UpstreamUnavailable) : null;

    /// <summary>Notes that the call failed.</summary>
    /// <param name="exception">The failure. Only its kind is reported.</param>
    /// <param name="wasStopped">Whether the call was ended from outside.</param>
    public void Fail(Exception exception, bool wasStopped) => _error = exception switch
    {
        ModelException failure => ErrorTypes.Of(failure.Code),
        _ when wasStopped => ErrorTypes.Cancelled,
        _ => exception.GetType().FullName,
    };

    /// <summary>Reports the call. A call that was disposed before its end without a failure was cancelled, unless it had finished.</summary>
    public void Dispose()
    {
        var duration = _clock.GetElapsedTime(_start);
        if (_finishReason is not null && _error == ErrorTypes.Cancelled) _error = null;
        if (_model is not null) _tags.Add(Attributes.ResponseModel, _model);
        ReportTokens();
        if (_firstChunk is { } firstChunk) _metrics.ModelFirstChunk.Record(firstChunk.TotalSeconds, _tags);
        if (_error is not null) _tags.Add(Attributes.ErrorType, _error);
        _metrics.ModelDuration.Record(duration.TotalSeconds, _tags);
        ReportSpan();
    }

    private void ReportTokens()
    {
        if (_usage is not { } usage || !_metrics.ModelTokens.Enabled) return;

        var tags = _tags;
        tags.Add(Attributes.TokenType, "input");
        if (usage.PromptTokens is { } prompt) _metrics.ModelTokens.Record(prompt, tags);
        tags[^1] = new(Attributes.TokenType, "output");
        if (usage.CompletionTokens is { } completion) _metrics.ModelTokens.Record(completion, tags);
    }

    private void ReportSpan()
    {
        if (_span is { IsAllDataRequested: true })
        {
            if (_model is not null) _span.SetTag(Attributes.ResponseModel, _model);
            if (_finishReason is not null) _span.SetTag(Attributes.FinishReasons, new[] { _finishReason });
            if (_firstChunk is { } firstChunk) _span.SetTag(Attributes.ResponseFirstChunk, firstChunk.TotalSeconds);
            if (_usage is { } usage)
            {
                _span.SetTag(Attributes.InputTokens, usage.PromptTokens);
                _span.SetTag(Attributes.OutputTokens, usage.CompletionTokens);
            }

            if (_error is not null)
            {
                _span.SetTag(Attributes.ErrorType, _error);

                // A disconnect is no error.
                if (_error != ErrorTypes.Cancelled) _span.SetStatus(ActivityStatusCode.Error);
            }
        }

        _span?.Dispose();
    }
}
