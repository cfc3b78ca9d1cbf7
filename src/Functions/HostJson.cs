using System.Globalization;
using System.Text.Json;

namespace IssueAi.Functions;

/// <summary>Reads the limits of invocations from the host's settings, which are in the worker's folder.</summary>
internal static class HostJson
{
    // The host reads its settings from the environment too, and those win.
    private const string Override = "AzureFunctionsJobHost__functionTimeout";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads <c>functionTimeout</c>: how long an invocation may take. Null where it isn't set or unlimited.</summary>
    /// <param name="folder">The folder of host.json.</param>
    public static TimeSpan? ReadFunctionTimeout(string folder)
    {
        var value = Environment.GetEnvironmentVariable(Override) ?? ReadFile(Path.Combine(folder, "host.json"));
        return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero ? timeout : null;
    }

    private static string? ReadFile(string path)
    {
        if (!File.Exists(path)) return null;

        using var settings = JsonDocument.Parse(File.ReadAllText(path), Lenient);
        return settings.RootElement.TryGetProperty("functionTimeout", out var timeout) ? timeout.ToString() : null;
    }
}
