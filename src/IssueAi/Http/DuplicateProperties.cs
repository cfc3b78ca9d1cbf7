using System.Text.Json;

namespace IssueAi.Http;

/// <summary>Finds duplicate properties in an object: JSON readers differ in which one counts, which could bypass checks.</summary>
internal static class DuplicateProperties
{
    /// <summary>Gives the first one as its path, such as <c>title</c> or <c>extra.list[2].name</c>; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">A name holds half of a surrogate pair.</exception>
    public static string? Find(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FindInObject(value),
        JsonValueKind.Array => FindInArray(value),
        _ => null,
    };

    // The path is built on the way back, only for a duplicate, since the client chooses its length.
    private static string? FindInObject(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (!names.Add(property.Name)) return property.Name;
            if (Find(property.Value) is { } inner) return Join(property.Name, inner);
        }

        return null;
    }

    private static string? FindInArray(JsonElement value)
    {
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (Find(item) is { } inner) return Join($"[{at}]", inner);
            at++;
        }

        return null;
    }

    private static string Join(string path, string inner) => inner.StartsWith('[') ? path + inner : $"{path}.{inner}";
}
