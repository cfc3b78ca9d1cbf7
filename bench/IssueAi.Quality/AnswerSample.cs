using System.Text.Json;

namespace IssueAi.Quality;

/// <summary>An answer as a caller got it, and how long it took.</summary>
internal sealed record AnswerSample
{
    public required string Issue { get; init; }

    public required string Action { get; init; }

    public required string Prose { get; init; }

    /// <summary>Gets the typed values; null where there were none.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Gets the confidence, 0 to 100; null where there was none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Gets the confidence's level; null where there was none.</summary>
    public string? Level { get; init; }

    /// <summary>Gets the value of the metadata; null for an answer that failed.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Gets the error's code; null for an answer that is complete.</summary>
    public string? Error { get; init; }

    /// <summary>Gets how long the first text took from the request, in milliseconds; null where none came.</summary>
    public double? FirstTextMs { get; init; }

    /// <summary>Gets how long the whole answer took, in milliseconds.</summary>
    public required double WholeMs { get; init; }
}
