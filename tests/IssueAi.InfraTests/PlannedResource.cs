using System.Text.Json.Nodes;

namespace IssueAi.InfraTests;

/// <summary>A resource that a variant would deploy, with its parameters filled in.</summary>
internal sealed class PlannedResource(JsonNode json)
{
    public string Id => $"{json["id"]}";

    public string Type => $"{json["type"]}";

    public string Name => $"{json["name"]}".Split('/')[^1];

    /// <summary>Gets the node at a path such as <c>properties.siteConfig.cors</c>; null if there is none.</summary>
    public JsonNode? this[string path] => path.Split('.').Aggregate((JsonNode?)json, (node, key) => node?[key]);
}
