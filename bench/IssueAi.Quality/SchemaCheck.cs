using System.Text.Json;

namespace IssueAi.Quality;

/// <summary>
/// Checks a value against a JSON schema with the keywords of the results' schemas; any other keyword is an
/// error, so that none is ignored. (Some feeds lack the packages of a complete validator.)
/// </summary>
internal static class SchemaCheck
{
    /// <summary>Finds the faults of a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">The value's path, for the findings.</param>
    /// <returns>The findings; none for a valid value.</returns>
    public static IEnumerable<string> Find(JsonElement schema, JsonElement value, string path = "$") =>
        schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "type" => Expect(IsOfType(keyword.Value.GetString()!, value), path, $"is no {keyword.Value}"),
            "properties" => keyword.Value.EnumerateObject().SelectMany(property =>
                value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out var member) ? Find(property.Value, member, $"{path}.{property.Name}") : []),
            "required" => keyword.Value.EnumerateArray().SelectMany(name =>
                Expect(value.ValueKind != JsonValueKind.Object || value.TryGetProperty(name.GetString()!, out _), path, $"lacks {name}")),
            "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((item, index) => Find(keyword.Value, item, $"{path}[{index}]")) : [],
            "minItems" => Expect(LengthOf(value, JsonValueKind.Array) is not { } count || count >= keyword.Value.GetInt32(), path, "has too few entries"),
            "maxItems" => Expect(LengthOf(value, JsonValueKind.Array) is not { } count || count <= keyword.Value.GetInt32(), path, "has too many entries"),
            "minLength" => Expect(LengthOf(value, JsonValueKind.String) is not { } length || length >= keyword.Value.GetInt32(), path, "is too short"),
            "maxLength" => Expect(LengthOf(value, JsonValueKind.String) is not { } length || length <= keyword.Value.GetInt32(), path, "is too long"),
            "minimum" => Expect(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(), path, "is too small"),
            "maximum" => Expect(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(), path, "is too large"),
            _ => throw new NotSupportedException($"The keyword {keyword.Name} is unknown."),
        });

    private static IEnumerable<string> Expect(bool holds, string path, string otherwise) => holds ? [] : [$"{path} {otherwise}"];

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Truncate(value.GetDouble()),
        _ => throw new NotSupportedException($"The type {type} is unknown."),
    };

    // Text lengths are in code points, as the specification says.
    private static int? LengthOf(JsonElement value, JsonValueKind kind) =>
        value.ValueKind != kind ? null : kind == JsonValueKind.Array ? value.GetArrayLength() : value.GetString()!.EnumerateRunes().Count();
}
