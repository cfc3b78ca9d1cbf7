using System.Text.Json;
using System.Text.Json.Serialization;
using IssueAi.Confidence;
using IssueAi.Responses.History;
using IssueAi.Responses.Storage;
using IssueAi.Streaming;

namespace IssueAi.Http;

/// <summary>A stored response as clients see it.</summary>
internal sealed record ResponseJson
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    public required string ResponseId { get; init; }

    public required string IssueId { get; init; }

    public required string Action { get; init; }

    public required ResponseState State { get; init; }

    /// <summary>Gets the text; null, and left out, in a history that doesn't include it.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the answer as typed values, null in JSON where there are none; left out where the text is.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Gets how sure the answer is; null where there is no signal, and for one that isn't complete.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ConfidenceScore? Confidence { get; init; }

    /// <summary>Gets the frame's <c>value</c>; null for an answer that ended otherwise or is running.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ResponseMetadata? Metadata { get; init; }

    /// <summary>Gets why the answer failed; left out where it didn't.</summary>
    public JsonElement? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ParentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Rating { get; init; }

    /// <summary>Gets when the answer was asked for, in UTC, to the second.</summary>
    public required DateTime CreatedAt { get; init; }

    public static ResponseJson Create(FoundResponse found)
    {
        var (summary, content) = found;
        return new()
        {
            ResponseId = summary.ResponseId,
            IssueId = summary.IssueId,
            Action = summary.Action,
            State = summary.State,
            Text = content?.Text,
            Result = content is null ? null : content.Result ?? Null,
            Confidence = summary.Confidence?.Score,
            Metadata = summary.Metadata,
            Error = summary.Error is { } error ? JsonSerializer.SerializeToElement(error, StreamJsonContext.Default.StreamFrame) : null,
            ParentId = summary.ParentId,
            Rating = summary.Rating,
            CreatedAt = Timestamps.ToTheSecond(summary.CreatedAt),
        };
    }
}
