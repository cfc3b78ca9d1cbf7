using System.Text.Json;
using System.Text.Json.Serialization;
using IssueAi.Confidence;

namespace IssueAi.Streaming;

/// <summary>
/// One event of a stream, as clients see it. <c>text</c> has no type: the log writes it byte by byte, since it is the only
/// frequent one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Retract), "retract")]
[JsonDerivedType(typeof(Result), "result")]
[JsonDerivedType(typeof(Confidence), "confidence")]
[JsonDerivedType(typeof(Metadata), "metadata")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(Reconnect), "reconnect")]
internal abstract record StreamFrame
{
    /// <summary>The content filter withdraws the text after event <paramref name="After"/>.</summary>
    public sealed record Retract(int After) : StreamFrame;

    /// <summary>The answer as typed values, where the model gave them.</summary>
    public sealed record Result(JsonElement Value) : StreamFrame;

    /// <summary>The confidence. Left out where there is no signal.</summary>
    public sealed record Confidence(int Value, ConfidenceLevel Level, ConfidenceMethod Method, bool Calibrated) : StreamFrame;

    /// <summary>The answer is complete. Terminal.</summary>
    public sealed record Metadata(ResponseMetadata Value) : StreamFrame
    {
        /// <summary>Gets the confidence for the stored summary; clients get a frame of their own. Null where there is no signal.</summary>
        [JsonIgnore]
        public MeasuredConfidence? Measured { get; init; }
    }

    /// <summary>The answer failed. Terminal.</summary>
    public sealed record Error(string Message, ErrorCode Code, bool Retryable, int? RetryAfterSeconds, string ResponseId)
        : StreamFrame;

    /// <summary>The stream's time is up: resume after event <paramref name="After"/>. Terminal.</summary>
    public sealed record Reconnect(int After, string ResponseId) : StreamFrame;
}
