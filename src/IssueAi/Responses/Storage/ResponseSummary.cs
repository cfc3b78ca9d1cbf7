using System.Text.Json.Serialization;
using IssueAi.Confidence;
using IssueAi.Generation;
using IssueAi.Streaming;

namespace IssueAi.Responses.Storage;

/// <summary>A response without its events: the content of its head row and its history row.</summary>
internal sealed record ResponseSummary
{
    public required string ResponseId { get; init; }

    public required string Tenant { get; init; }

    public required string IssueId { get; init; }

    /// <summary>Gets the action's name.</summary>
    public required string Action { get; init; }

    public ResponseState State { get; init; }

    /// <summary>Gets the response that this one improves on; null for a first one.</summary>
    public string? ParentId { get; init; }

    /// <summary>Gets the user's rating, <c>up</c> or <c>down</c>; null without one. Rows of older versions contain only this.</summary>
    public string? Rating
    {
        get => Feedback?.Rating;
        init => Feedback = value is null ? null : (Feedback ?? new AnswerFeedback(value)) with { Rating = value };
    }

    /// <summary>Gets the user's whole feedback; null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerFeedback? Feedback { get; init; }

    /// <summary>Gets when the answer was asked for, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Gets when the answer ended, in UTC; null while it is running.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Gets the metadata of a completed response; null in any other state.</summary>
    public ResponseMetadata? Metadata { get; init; }

    /// <summary>Gets the confidence of a completed response; null where there is no signal, and in any other state.</summary>
    public MeasuredConfidence? Confidence { get; init; }

    /// <summary>Gets the error that ended the response; null while running and when completed.</summary>
    public StreamFrame.Error? Error { get; init; }

    /// <summary>Gets a value indicating whether a cancelled response was stopped because its last reader left, and not by a client's request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasDeserted { get; init; }

    /// <summary>Gets the cache keys that may point to it, for erasing.</summary>
    public IReadOnlyList<string> CacheKeys { get; init; } = [];

    /// <summary>Gets a value indicating whether the cache may serve it: it is complete and not cut short.</summary>
    [JsonIgnore]
    public bool IsCacheable => State == ResponseState.Completed && FinishReasons.SaysAll(Metadata?.FinishReason);

    /// <summary>Gets the calibration that its rating counts for; null for a response without a score.</summary>
    [JsonIgnore]
    public CalibrationKey? CalibrationKey => Confidence is { } confidence
        ? new CalibrationKey(Tenant, Action, Metadata?.Model ?? string.Empty, confidence.Score.Method)
        : null;

    /// <summary>Gets the frame that ends the stream of a response which has ended.</summary>
    [JsonIgnore]
    public StreamFrame Terminal => Metadata is not null
        ? new StreamFrame.Metadata(Metadata)
        : Error ?? ErrorFrames.Create(ErrorCode.Interrupted, ResponseId);

    /// <summary>Gives the summary of the response once it has ended.</summary>
    /// <param name="terminal">The frame that ended it.</param>
    /// <param name="endedAt">When, in UTC.</param>
    public ResponseSummary EndedWith(StreamFrame terminal, DateTime endedAt) => terminal switch
    {
        StreamFrame.Metadata metadata => this with
        {
            State = ResponseState.Completed, Metadata = metadata.Value, Confidence = metadata.Measured, EndedAt = endedAt,
        },
        StreamFrame.Error { Code: ErrorCode.Cancelled } error => this with { State = ResponseState.Cancelled, Error = error, EndedAt = endedAt },
        StreamFrame.Error { Code: ErrorCode.Interrupted } error => this with { State = ResponseState.Interrupted, Error = error, EndedAt = endedAt },
        StreamFrame.Error error => this with { State = ResponseState.Failed, Error = error, EndedAt = endedAt },
        _ => throw new ArgumentException($"A {terminal.GetType().Name} frame ends no response.", nameof(terminal)),
    };
}
