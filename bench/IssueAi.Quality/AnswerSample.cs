using System.Text.Json;

namespace IssueAi.Quality;

/// <summary>A received response, and its timing.</summary>
internal sealed record AnswerSample
{
    public required string Issue { get; init; }

    public required string Action { get; init; }

    public required string Prose { get; init; }

    /// <summary>Gets the typed values; null if there were none.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Gets the confidence, 0 to 100; null if there was none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Gets the confidence's level; null if there was none.</summary>
    public string? Level { get; init; }

    /// <summary>Gets the value of the metadata; null for a failed response.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Gets the error's code; null for a complete response.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the milliseconds from the request to the first text; null without text.</summary>
    public double? FirstTextMs { get; init; }

    /// <summary>Gets the milliseconds of the whole response.</summary>
    public required double WholeMs { get; init; }
}
