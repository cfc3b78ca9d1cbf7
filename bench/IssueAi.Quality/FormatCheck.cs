using System.Text.Json;
using IssueAi.Actions.Catalog;
using IssueAi.Answers;

namespace IssueAi.Quality;

/// <summary>Checks whether a response has the format that clients expect.</summary>
internal static class FormatCheck
{
    private static readonly Dictionary<string, JsonElement> Schemas = [];

    /// <summary>Finds the faults of a response's format; none for a valid one.</summary>
    public static IReadOnlyList<string> Find(AnswerSample sample)
    {
        if (sample.Error is { } code) return [$"ended with {code}"];
        if (sample.Metadata is null) return ["broke off"];

        var findings = new List<string>();
        if (string.IsNullOrWhiteSpace(sample.Prose)) findings.Add("has no text");
        if (sample.Result is { } result) findings.AddRange(SchemaCheck.Find(SchemaOf(sample.Action), result));
        else findings.Add("has no result");
        return findings;
    }

    private static JsonElement SchemaOf(string action)
    {
        if (!Schemas.TryGetValue(action, out var schema)) Schemas[action] = schema = JsonSerializer.SerializeToElement(ResultSchemas.Create(ActionCatalog.BuiltIn.Single(known => known.Name == action).Results!));
        return schema;
    }
}
