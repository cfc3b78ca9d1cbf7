using System.Text.RegularExpressions;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>Which of Azure's surfaces is asked: the one without versions, or a dated version on the older path.</summary>
/// <param name="Value">The setting's value.</param>
internal readonly partial record struct AzureApiVersion(string Value)
{
    /// <summary>The versionless surface.</summary>
    public const string Versionless = "v1";

    // The preview features of the versionless surface.
    private const string Preview = "preview";

    /// <summary>Gets a value indicating whether the model is named in the body, not in the path.</summary>
    public bool NamesModelInBody => !IsDated(Value);

    /// <summary>Gets the query's <c>api-version</c>; null for none.</summary>
    public string? Query => string.Equals(Value, Versionless, StringComparison.OrdinalIgnoreCase) ? null : Value.ToLowerInvariant();

    /// <summary>Gets the path, with its query, at which the models are listed.</summary>
    public string ModelListPath => NamesModelInBody ? "openai/v1/models" : $"openai/models?api-version={Query}";

    public static bool IsKnown(string value) =>
        string.Equals(value, Versionless, StringComparison.OrdinalIgnoreCase) || string.Equals(value, Preview, StringComparison.OrdinalIgnoreCase) || IsDated(value);

    private static bool IsDated(string value) => Dated().IsMatch(value);

    [GeneratedRegex("^20[0-9]{2}-[0-9]{2}-[0-9]{2}(-preview)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Dated();
}
