using System.Text.Json.Nodes;
using IssueAi.Actions.Catalog;
using IssueAi.Answers;

namespace IssueAi.Tests.Answers;

public sealed class ResultSchemasTests
{
    [Fact]
    public void Create_OfRefine_HasItsBounds() => AssertSchema("refine", """
        {"type":"object","properties":{
        "title":{"type":"string","minLength":1,"maxLength":300},
        "description":{"type":"string","minLength":1,"maxLength":32000},
        "acceptanceCriteria":{"type":"array","items":{"type":"string"},"maxItems":50}},
        "required":["title","description","acceptanceCriteria"]}
        """);

    [Fact]
    public void Create_OfEstimate_HasItsBounds() => AssertSchema("estimate", """
        {"type":"object","properties":{
        "points":{"type":"number","minimum":0.1,"maximum":100},
        "range":{"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2},
        "hours":{"type":"number","minimum":0.1,"maximum":10000},
        "assumptions":{"type":"array","items":{"type":"string"},"maxItems":50}},
        "required":["points","range","assumptions"]}
        """);

    [Fact]
    public void Create_OfBreakdown_HasItsBounds() => AssertSchema("breakdown", """
        {"type":"object","properties":{
        "subtasks":{"type":"array","items":{"type":"object","properties":{
        "title":{"type":"string","minLength":1,"maxLength":300},
        "acceptanceCriteria":{"type":"array","items":{"type":"string"},"maxItems":50},
        "points":{"type":"number","minimum":0.1,"maximum":100},
        "dependsOn":{"type":"array","items":{"type":"integer"},"maxItems":50}},
        "required":["title","acceptanceCriteria","points","dependsOn"]},"minItems":1,"maxItems":50}},
        "required":["subtasks"]}
        """);

    private static void AssertSchema(string action, string expected) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), ResultSchemas.Create(ActionCatalog.BuiltIn.Single(known => known.Name == action).Results!).ToJsonString());
}
