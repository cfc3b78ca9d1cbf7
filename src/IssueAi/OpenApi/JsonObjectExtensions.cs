using System.Text.Json.Nodes;

namespace IssueAi.OpenApi;

internal static class JsonObjectExtensions
{
    /// <summary>Takes a member out of an object.</summary>
    /// <exception cref="InvalidOperationException">It isn't there, or is something else.</exception>
    public static T Take<T>(this JsonObject parent, string name)
        where T : JsonNode
    {
        if (parent[name] is not T member) throw new InvalidOperationException($"The description has no '{name}'.");

        parent.Remove(name);
        return member;
    }

    /// <inheritdoc cref="Take{T}"/>
    public static JsonObject Take(this JsonObject parent, string name) => parent.Take<JsonObject>(name);
}
