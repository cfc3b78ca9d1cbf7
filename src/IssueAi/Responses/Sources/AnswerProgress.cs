using IssueAi.Answers;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.Streaming;

namespace IssueAi.Responses.Sources;

/// <summary>An answer while it arrives: its text goes to the log; its metadata and log-probabilities are kept.</summary>
internal sealed class AnswerProgress : IDisposable
{
    private readonly ResponseLog _log;
    private readonly ScoreFocus? _focus;
    private readonly TimeProvider _clock;
    private readonly AnswerSplitter? _splitter;
    private readonly WordSplitter? _words;
    private readonly TokenPrices _prices;
    private readonly TokenTrace _trace = new();
    private readonly DateTimeOffset _startedAt;
    private readonly long _start;
    private TimeSpan? _timeToFirstToken;
    private string? _model;
    private string? _finishReason;
    private long _textBytes;
    private TokenUsage? _usage;
    private bool _isRetracted;
    private AnswerBlock? _block;
    private MeasuredConfidence? _confidence;

    public AnswerProgress(ResponseLog log, AnswerTask task, TokenPrices prices, TimeProvider clock, bool splitWords)
    {
        _log = log;
        _prices = prices;
        _focus = task.Action.Focus;
        _clock = clock;
        _splitter = task.Action.Results is { } results ? new AnswerSplitter(results, task.Prompt.User, AppendProse) : null;
        _words = splitWords ? new WordSplitter(log) : null;
        _startedAt = clock.GetUtcNow();
        _start = clock.GetTimestamp();
    }

    public string ResponseId => _log.ResponseId;

    /// <summary>Gets the model's name as the model gives it; null where it hasn't given one.</summary>
    public string? Model => _model;

    /// <summary>Gets a value indicating whether the model gives log-probabilities; unknown before the first token.</summary>
    public bool HasLogProbabilities => !_trace.Tokens.IsEmpty;

    /// <summary>Gets a value indicating whether text has arrived.</summary>
    public bool HasBegun => _timeToFirstToken is not null;

    /// <summary>Gets a value indicating whether the model has said all of it, and nothing was withdrawn.</summary>
    public bool IsWhole => _finishReason is not null and not FinishReasons.ContentFilter && HasBegun;

    /// <summary>Gets how many events aren't published yet.</summary>
    public int Unseen => _log.Unseen;

    public void Add(in ModelUpdate update)
    {
        _trace.Add(update.Text.Span, update.Tokens.Span);
        if (update.Text.Length > 0) AddText(update.Text.Span);

        if (update.RetractedFrom is { } length) Retract(length);
        _model ??= update.Model;

        // The asynchronous filter may report after the model has finished, and its verdict counts.
        if (_finishReason is null || update.FinishReason == FinishReasons.ContentFilter) _finishReason = update.FinishReason;
        _usage = update.Usage ?? _usage;
    }

    /// <summary>Ends the text here if it is longer than allowed, as if the model had reached its limit.</summary>
    /// <returns>Whether it was ended.</returns>
    public bool TryCutShort(long maxTextBytes)
    {
        if (_textBytes <= maxTextBytes) return false;
        _finishReason = FinishReasons.Length;
        return true;
    }

    /// <summary>Publishes the text so far.</summary>
    public void Publish() => _log.Publish();

    /// <summary>Gets a value indicating whether the beginning of a word waits for its rest.</summary>
    public bool HoldsWord => _words is { HoldsWord: true };

    /// <summary>Lets go of the beginning of a word.</summary>
    public void ReleaseWord() => _words?.Flush();

    /// <summary>Brings in the rest of the text and the typed values, once its stream has ended.</summary>
    public void FinishText()
    {
        _block = CompleteText();
        if (_block is not null) _log.Append(new StreamFrame.Result(_block.Result));
    }

    /// <summary>Reads the text that readers see.</summary>
    public string ReadText() => ResponseContent.Read(_log.Read().All).Text;

    /// <summary>Scores the answer by its tokens; null where the model told no log-probabilities.</summary>
    public double? Score() => LogProbabilityScore.Of(_trace, _focus, _block?.Meaning ?? []);

    /// <summary>Adds the cost of the self-assessment. A sum with an unknown part is unknown.</summary>
    public void AddUsage(TokenUsage usage) => _usage = _usage?.Plus(usage);

    /// <summary>Sets the score.</summary>
    public void SetConfidence(MeasuredConfidence confidence) => _confidence = confidence;

    /// <summary>Gives the frame that ends an answer whose stream has ended.</summary>
    public StreamFrame End()
    {
        if (_finishReason == FinishReasons.ContentFilter)
        {
            _words?.Flush();
            if (!_isRetracted && _log.Count > 0) Retract(0);
            return Fail(ErrorCode.ContentFiltered);
        }

        if (!IsWhole) return Fail(_finishReason == FinishReasons.Length ? ErrorCode.OutputLimit : ErrorCode.UpstreamUnavailable);
        if (_confidence is { Score: var score }) _log.Append(new StreamFrame.Confidence(score.Value, score.Level, score.Method, score.Calibrated));
        return new StreamFrame.Metadata(Describe()) { Measured = _confidence };
    }

    /// <summary>Returns the end of a failed response; the text so far stays readable.</summary>
    public StreamFrame Fail(ErrorCode code, TimeSpan? retryAfter = null, bool isQuotaSpent = false)
    {
        CompleteText();
        return isQuotaSpent ? ErrorFrames.CreateOfSpentQuota(_log.ResponseId) : ErrorFrames.Create(code, _log.ResponseId, retryAfter);
    }

    /// <summary>Tells how an answer ends whose request the content filter blocked.</summary>
    public StreamFrame FailAsFiltered(FilteredPart part)
    {
        CompleteText();
        return ErrorFrames.CreateOfFiltered(part, _log.ResponseId);
    }

    public void Dispose() => _trace.Dispose();

    private void AddText(ReadOnlySpan<byte> escapedText)
    {
        _timeToFirstToken ??= _clock.GetElapsedTime(_start);
        _textBytes += escapedText.Length;
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
        CachedTokens = _usage?.CachedTokens,
        ReasoningTokens = _usage?.ReasoningTokens,
        Cost = _prices.Of(_usage),
        Currency = _prices.Of(_usage) is null ? null : _prices.Currency,
        Timestamp = Timestamps.ToTheSecond(_startedAt.UtcDateTime),
        FinishReason = _finishReason,
        Cached = false,
        DurationMs = (long)_clock.GetElapsedTime(_start).TotalMilliseconds,
        TimeToFirstTokenMs = (long?)_timeToFirstToken?.TotalMilliseconds,
        Confidence = _confidence is null ? "unavailable" : null,
    };
}
