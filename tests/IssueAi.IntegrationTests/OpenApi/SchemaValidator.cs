using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IssueAi.IntegrationTests.OpenApi;

/// <summary>
/// Checks JSON against the schemas of an OpenAPI document, with the keywords that it uses. An unknown keyword fails, and
/// so does a property that no schema declares: the document must describe all data.
/// </summary>
internal sealed class SchemaValidator(JsonElement document)
{
    private static readonly string[] Annotations = ["description", "default", "discriminator", "title"];

    /// <summary>Returns the faults of a value; none if it matches the schema.</summary>
    public IReadOnlyList<string> Validate(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        ValidateWhole(schema, value, "$", errors);
        return errors;
    }

    /// <summary>Follows a <c>$ref</c> into the document; returns other schemas unchanged.</summary>
    public JsonElement Resolve(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference)
            ? reference.GetString()![2..].Split('/').Aggregate(document, (node, step) => node.GetProperty(step))
            : element;

    private void ValidateWhole(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        var declared = Check(schema, value, path, errors);
        if (value.ValueKind != JsonValueKind.Object) return;
        errors.AddRange(value.EnumerateObject().Where(property => !declared.Contains(property.Name)).Select(property => $"{path}.{property.Name} isn't declared"));
    }

    // Returns the properties that the schema declares.
    private HashSet<string> Check(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keyword in schema.EnumerateObject())
        {
            var (name, rule) = (keyword.Name, keyword.Value);
            if (name == "$ref") declared.UnionWith(Check(Resolve(schema), value, path, errors));
            else if (name == "allOf") declared.UnionWith(rule.EnumerateArray().SelectMany(part => Check(part, value, path, errors)));
            else if (name is "oneOf" or "anyOf") declared.UnionWith(CheckOne(name, rule, value, path, errors));
            else if (name == "properties") declared.UnionWith(CheckProperties(rule, value, path, errors));
            else if (name == "additionalProperties") declared.UnionWith(CheckFurther(schema, rule, value, path, errors));
            else if (name == "items") CheckItems(rule, value, path, errors);
            else if (!Annotations.Contains(name) && !Holds(name, rule, value)) errors.Add($"{path} breaks {name} {rule}: {value}");
        }

        return declared;
    }

    private HashSet<string> CheckOne(string keyword, JsonElement parts, JsonElement value, string path, List<string> errors)
    {
        var matches = new List<HashSet<string>>();
        var failures = new List<string>();
        foreach (var part in parts.EnumerateArray())
        {
            var wrong = new List<string>();
            var declared = Check(part, value, path, wrong);
            if (wrong.Count == 0) matches.Add(declared);
            failures.AddRange(wrong);
        }

        if (matches.Count == 0) errors.Add($"{path} matches none of {keyword}: {string.Join("; ", failures)}");
        if (matches.Count > 1 && keyword == "oneOf") errors.Add($"{path} matches {matches.Count} of oneOf");
        return matches.FirstOrDefault() ?? [];
    }

    private IEnumerable<string> CheckProperties(JsonElement properties, JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object) return [];

        foreach (var property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out var inner)) ValidateWhole(property.Value, inner, $"{path}.{property.Name}", errors);
        }

        return properties.EnumerateObject().Select(property => property.Name);
    }

    private List<string> CheckFurther(JsonElement schema, JsonElement rule, JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Object) return [];

        var further = value.EnumerateObject().Where(property => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(property.Name, out _)).ToList();
        if (rule.ValueKind == JsonValueKind.False) errors.AddRange(further.Select(property => $"{path}.{property.Name} isn't allowed"));
        if (rule.ValueKind == JsonValueKind.Object) further.ForEach(property => ValidateWhole(rule, property.Value, $"{path}.{property.Name}", errors));
        return [.. further.Select(property => property.Name)];
    }

    private void CheckItems(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Array) return;
        foreach (var (at, item) in value.EnumerateArray().Index()) ValidateWhole(schema, item, $"{path}[{at}]", errors);
    }

    private static bool Holds(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "type" => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => IsOf(type, value)) : IsOf(rule, value),
        "const" => JsonElement.DeepEquals(rule, value),
        "enum" => rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
        "required" => value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "minLength" => value.ValueKind != JsonValueKind.String || Length(value) >= rule.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || Length(value) <= rule.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.CultureInvariant),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(),
        "format" => value.ValueKind != JsonValueKind.String || HasFormat(rule.GetString()!, value.GetString()!),
        _ => throw new NotSupportedException($"The document uses the keyword '{keyword}'."),
    };

    private static bool HasFormat(string format, string value) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(value, UriKind.Absolute, out _),
        _ => throw new NotSupportedException($"The document uses the format '{format}'."),
    };

    private static int Length(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    private static bool IsOf(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };
}
