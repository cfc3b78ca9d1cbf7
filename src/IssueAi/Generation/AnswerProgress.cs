using IssueAi.Answers;
using IssueAi.Streaming;

namespace IssueAi.Generation;

/// <summary>An answer while it comes in: what the model said goes to the log, what it said about itself is kept.</summary>
internal sealed class AnswerProgress
{
    private readonly ResponseLog _log;
    private readonly TimeProvider _clock;
    private readonly AnswerSplitter? _splitter;
    private readonly WordSplitter? _words;
    private readonly DateTimeOffset _startedAt;
    private readonly long _start;
    private TimeSpan? _timeToFirstToken;
    private string? _model;
    private string? _finishReason;
    private TokenUsage? _usage;
    private bool _isRetracted;

    public AnswerProgress(ResponseLog log, ModelPrompt prompt, TimeProvider clock, bool splitWords)
    {
        _log = log;
        _clock = clock;
        _splitter = prompt.Shape is { } shape ? new AnswerSplitter(shape, prompt.User, AppendProse) : null;
        _words = splitWords ? new WordSplitter(log) : null;
        _startedAt = clock.GetUtcNow();
        _start = clock.GetTimestamp();
    }

    public void Add(in ModelUpdate update)
    {
        if (update.Text.Length > 0) AddText(update.Text.Span);
        if (update.RetractedFrom is { } length) Retract(length);
        _model ??= update.Model;

        // The asynchronous filter may speak after the model has finished, and has the last word.
        if (_finishReason is null || update.FinishReason == FinishReasons.ContentFilter) _finishReason = update.FinishReason;
        _usage = update.Usage ?? _usage;
    }

    /// <summary>Shows readers what came in so far.</summary>
    public void Publish() => _log.Publish();

    /// <summary>Tells how an answer ends whose stream has ended.</summary>
    public StreamFrame End()
    {
        if (_finishReason == FinishReasons.ContentFilter)
        {
            _words?.Flush();
            if (!_isRetracted && _log.Count > 0) Retract(0);
            return Fail(ErrorCode.ContentFiltered);
        }

        var isWhole = _finishReason is not null && (_timeToFirstToken is not null || _finishReason == FinishReasons.Length);
        if (!isWhole) return Fail(ErrorCode.UpstreamUnavailable);

        if (CompleteText() is { } block) _log.Append(new StreamFrame.Result(block.Result));
        return new StreamFrame.Metadata(Describe());
    }

    /// <summary>Tells how a failed answer ends; what had come in stays readable.</summary>
    public StreamFrame Fail(ErrorCode code, TimeSpan? retryAfter = null)
    {
        CompleteText();
        return ErrorFrames.Create(code, _log.ResponseId, retryAfter);
    }

    private void AddText(ReadOnlySpan<byte> escapedText)
    {
        _timeToFirstToken ??= _clock.GetElapsedTime(_start);
        if (_splitter is null) AppendProse(escapedText);
        else _splitter.Append(escapedText);
    }

    private void AppendProse(ReadOnlySpan<byte> escapedText)
    {
        if (_words is null) _log.AppendText(escapedText);
        else _words.Append(escapedText);
    }

    private AnswerBlock? CompleteText()
    {
        var block = _splitter?.Complete();
        _words?.Flush();
        return block;
    }

    private void Retract(int length)
    {
        _splitter?.Discard();
        _words?.Flush();
        _isRetracted = true;
        _log.Append(new StreamFrame.Retract(_log.LastEventWithin(_splitter?.ShownWithin(length) ?? length)));
    }

    private ResponseMetadata Describe() => new()
    {
        ResponseId = _log.ResponseId,
        Model = _model,
        Tokens = _usage?.TotalTokens,
        PromptTokens = _usage?.PromptTokens,
        CompletionTokens = _usage?.CompletionTokens,
        Timestamp = Timestamps.ToTheSecond(_startedAt.UtcDateTime),
        FinishReason = _finishReason,
        Cached = false,
        DurationMs = (long)_clock.GetElapsedTime(_start).TotalMilliseconds,
        TimeToFirstTokenMs = (long?)_timeToFirstToken?.TotalMilliseconds,
        Confidence = "unavailable",
    };
}
