using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace IssueAi.Answers;

/// <summary>The results' JSON schemas (2020-12), made from their records.</summary>
internal static class ResultSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = AddBounds };

    /// <summary>Creates the schema of a reader's results.</summary>
    public static JsonNode Create(IResultReader results) => results.ResultType.GetJsonSchemaAsNode(Options);

    private static JsonNode AddBounds(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject node || context.PropertyInfo?.AttributeProvider is not { } property) return schema;

        // Null is left out.
        if (node["type"] is JsonArray types) node["type"] = types[0]!.GetValue<string>();
        foreach (var attribute in property.GetCustomAttributes(inherit: false)) AddBounds(node, attribute);
        return node;
    }

    private static void AddBounds(JsonObject node, object attribute)
    {
        switch (attribute)
        {
            case StringLengthAttribute length:
                node["minLength"] = length.MinimumLength;
                node["maxLength"] = length.MaximumLength;
                break;
            case RangeAttribute range:
                node["minimum"] = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
                node["maximum"] = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
                break;
            case LengthAttribute length:
                node["minItems"] = length.MinimumLength;
                node["maxItems"] = length.MaximumLength;
                break;
            case MaxLengthAttribute length:
                node["maxItems"] = length.Length;
                break;
        }
    }
}
