using System.Text.Json.Nodes;

namespace IssueAi.OpenApi;

/// <summary>The schemas of <c>result</c> values, one an action.</summary>
internal static class ResultSchemas
{
    /// <summary>The name under which their union stands among the components.</summary>
    public const string Union = "AnswerResult";

    /// <summary>Gives the schemas by their component's name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Create() => new Dictionary<string, JsonObject>
    {
        ["RefineResult"] = Parse("""
            {
              "type": "object", "required": ["title", "description", "acceptanceCriteria"],
              "properties": {
                "title": { "type": "string" }, "description": { "type": "string" },
                "acceptanceCriteria": { "type": "array", "items": { "type": "string" } }
              }
            }
            """),
        ["EstimateResult"] = Parse("""
            {
              "type": "object", "required": ["points", "range", "assumptions"],
              "properties": {
                "points": { "type": "number" },
                "range": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2, "description": "Low and high." },
                "assumptions": { "type": "array", "items": { "type": "string" } }
              }
            }
            """),
        ["BreakdownResult"] = Parse("""
            {
              "type": "object", "required": ["subtasks"],
              "properties": {
                "subtasks": {
                  "type": "array",
                  "items": {
                    "type": "object", "required": ["title", "acceptanceCriteria", "points", "dependsOn"],
                    "properties": {
                      "title": { "type": "string" }, "acceptanceCriteria": { "type": "array", "items": { "type": "string" } },
                      "points": { "type": "number" },
                      "dependsOn": { "type": "array", "items": { "type": "integer", "minimum": 0 }, "description": "Other subtasks, by index from 0." }
                    }
                  }
                }
              }
            }
            """),
    };

    private static JsonObject Parse(string schema) => JsonNode.Parse(schema)!.AsObject();
}
