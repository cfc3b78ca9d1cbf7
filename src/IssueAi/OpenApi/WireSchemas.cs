using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IssueAi.Actions.Catalog;
using IssueAi.Answers;
using IssueAi.Health;
using IssueAi.Http;
using IssueAi.Streaming;

namespace IssueAi.OpenApi;

/// <summary>The schemas of the service's responses, from the types that it serializes.</summary>
internal sealed class WireSchemas(ActionCatalog actions)
{
    private const string Components = "#/components/schemas/";
    private const string Frame = "StreamFrame";
    private const string AnyResult = "AnswerResult";

    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(ResponseMetadata)] = "ResponseMetadata",
        [typeof(ResponseJson)] = "StoredResponse",
        [typeof(HistoryJson)] = "HistoryPage",
        [typeof(IssueJson)] = "StoredIssue",
        [typeof(HealthReport)] = "HealthReport",
    };

    // Properties that hold finished JSON have no type of their own.
    private static readonly Dictionary<(string Component, string Property), string> Untyped = new()
    {
        [("StoredResponse", "error")] = "ErrorFrame",
        [("StoredResponse", "result")] = AnyResult,
        [("ResultFrame", "value")] = AnyResult,
    };

    // Properties where null and left out differ, which their type doesn't show.
    private static readonly HashSet<(string Component, string Property)> MayBeNull = [("StoredResponse", "result")];

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    /// <summary>Gives all schemas by their component's name.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Create()
    {
        yield return new("Action", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. actions.Names.Select(name => JsonValue.Create(name))]) });

        foreach (var (type, name) in Names) yield return new(name, Export(name, TypeOf(type)));

        // The text frame is written byte by byte and has no type.
        var frames = new List<string> { "TextFrame" };
        foreach (var frame in StreamJsonContext.Default.StreamFrame.PolymorphismOptions!.DerivedTypes)
        {
            var type = (string)frame.TypeDiscriminator!;
            var name = $"{Capitalize(type)}Frame";
            frames.Add(name);
            yield return new(name, WithType(type, Export(name, StreamJsonContext.Default.GetTypeInfo(frame.DerivedType)!)));
        }

        yield return new(Frame, UnionOf(frames));

        var results = new List<string>();
        foreach (var action in actions.All)
        {
            if (action.Results is not { } reader) continue;
            results.Add($"{Capitalize(action.Name)}Result");
            yield return new(results[^1], ResultSchemas.Create(reader));
        }

        yield return new(AnyResult, new JsonObject { ["oneOf"] = References(results) });
    }

    private static JsonTypeInfo TypeOf(Type type) => StreamJsonContext.Default.GetTypeInfo(type) ?? ResponseJsonContext.Default.GetTypeInfo(type) ?? HealthJsonContext.Default.GetTypeInfo(type)!;

    private static JsonObject Export(string name, JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(Exporter).AsObject();
        Inline(schema, schema);
        if (schema["properties"] is not JsonObject properties) return schema;

        foreach (var property in properties.Select(property => property.Key).ToList())
        {
            if (Untyped.TryGetValue((name, property), out var component)) properties[property] = MayBeNull.Contains((name, property)) ? OrNull(component) : Reference(component);
        }

        return schema;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.Path.Length > 0 && Names.TryGetValue(context.TypeInfo.Type, out var name))
        {
            return context.PropertyInfo is { IsGetNullable: true } property && IsAlwaysWritten(property)
                ? OrNull(name)
                : Reference(name);
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && schema["properties"] is JsonObject properties) MarkWhatIsLeftOut(context.TypeInfo, schema.AsObject(), properties);
        return schema;
    }

    // Null is left out, unless the property says otherwise.
    private static void MarkWhatIsLeftOut(JsonTypeInfo type, JsonObject schema, JsonObject properties)
    {
        var required = new JsonArray();
        foreach (var property in type.Properties.Where(property => properties.ContainsKey(property.Name)))
        {
            if (IsAlwaysWritten(property)) required.Add(property.Name);
            else if (properties[property.Name] is JsonObject optional) RemoveNull(optional);
        }

        schema["required"] = required;
    }

    private static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        !property.IsGetNullable
        || property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }];

    private static void RemoveNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray { Count: 2 } types && types.FirstOrDefault(type => $"{type}" != "null") is { } type) schema["type"] = type.DeepClone();
        if (schema["enum"] is JsonArray values && values.IndexOf(null) is >= 0 and var at) values.RemoveAt(at);
    }

    // The exporter describes a type once and refers to that place, which moves when the schema becomes a component.
    private static void Inline(JsonObject root, JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            foreach (var (name, member) in schema.ToList())
            {
                if (member is JsonObject reference && PointerOf(reference) is { } pointer) schema[name] = Resolve(root, pointer).DeepClone();
                else Inline(root, member);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list) Inline(root, item);
        }
    }

    private static string? PointerOf(JsonObject schema) =>
        schema["$ref"] is JsonValue reference && reference.GetValue<string>() is var pointer && !pointer.StartsWith(Components, StringComparison.Ordinal) ? pointer : null;

    private static JsonNode Resolve(JsonNode root, string pointer) =>
        pointer.Split('/').Skip(1).Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);

    private static JsonObject WithType(string type, JsonObject schema)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        properties.Insert(0, "type", new JsonObject { ["const"] = type });
        schema["properties"] = properties;
        var required = schema["required"] as JsonArray ?? [];
        required.Insert(0, "type");
        schema["required"] = required;
        return schema;
    }

    private static JsonObject UnionOf(IEnumerable<string> frames)
    {
        var mapping = new JsonObject();
        foreach (var name in frames) mapping.Add(char.ToLowerInvariant(name[0]) + name[1..^"Frame".Length], Components + name);
        return new()
        {
            ["description"] = "One event's data. Ignore types that you don't know: there will be more.",
            ["oneOf"] = References(frames),
            ["discriminator"] = new JsonObject { ["propertyName"] = "type", ["mapping"] = mapping },
        };
    }

    private static JsonArray References(IEnumerable<string> names) => new([.. names.Select(Reference)]);

    private static JsonObject OrNull(string name) => new() { ["anyOf"] = new JsonArray(Reference(name), new JsonObject { ["type"] = "null" }) };

    private static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static JsonObject Reference(string name) => new() { ["$ref"] = Components + name };
}
