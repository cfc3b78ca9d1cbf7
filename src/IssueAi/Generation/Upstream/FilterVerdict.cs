using System.Text.Json;

namespace IssueAi.Generation.Upstream;

/// <summary>Reads Azure's verdict on a prompt: which of its filters blocked it, and so which part of the request.</summary>
internal static class FilterVerdict
{
    // The shield that looks into documents; what is marked as one is the issue.
    private const string DocumentShield = "indirect_attack";

    // The shield that looks at what the caller asks for.
    private const string PromptShield = "jailbreak";

    /// <summary>Reads a verdict; null and what can't be read say nothing of a part.</summary>
    public static FilteredPart Read(JsonElement? verdict) =>
        Blocks(verdict, DocumentShield) ? FilteredPart.Issue
        : Blocks(verdict, PromptShield) ? FilteredPart.Instructions
        : FilteredPart.Request;

    private static bool Blocks(JsonElement? verdict, string filter) =>
        verdict is { ValueKind: JsonValueKind.Object } filters
        && filters.TryGetProperty(filter, out var result)
        && result.ValueKind == JsonValueKind.Object
        && result.TryGetProperty("filtered", out var isFiltered)
        && isFiltered.ValueKind == JsonValueKind.True;
}
