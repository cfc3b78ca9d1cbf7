using System.Text.Json;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration.Memory;

namespace IssueAi.LocalHost;

/// <summary>Reads local.settings.json, which lies beside the program as it does with <c>func start</c>. It may be missing.</summary>
internal static class LocalSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static string File => Path.Combine(AppContext.BaseDirectory, "local.settings.json");

    /// <summary>Reads <c>Values</c>: the app settings.</summary>
    public static MemoryConfigurationSource ReadValues()
    {
        using var settings = Read();
        return new()
        {
            // Names differ by more than case, or the last one counts, as in the environment.
            InitialData = settings is not null && Section(settings.RootElement, "Values") is { } values
                ? values.EnumerateObject()
                    .GroupBy(value => ConfigurationKey(value.Name), StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(same => same.Key, string? (same) => same.Last().Value.ToString())
                : [],
        };
    }

    /// <summary>Reads <c>Host.CORS</c>: the origins that browsers may call from; null when none are listed.</summary>
    public static CorsPolicy? ReadCors()
    {
        using var settings = Read();
        if (settings is null || Section(settings.RootElement, "Host") is not { } host || !host.TryGetProperty("CORS", out var origins)) return null;

        var policy = new CorsPolicyBuilder(origins.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders("X-Response-Id", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");
        if (!host.TryGetProperty("CORSCredentials", out var credentials) || credentials.ValueKind != JsonValueKind.True) return policy.Build();

        var withCredentials = policy.AllowCredentials().Build();
        return withCredentials.AllowAnyOrigin
            ? throw new InvalidDataException("local.settings.json: Host.CORS may not be '*' where CORSCredentials is true; list the origins.")
            : withCredentials;
    }

    /// <exception cref="InvalidDataException">The file is invalid.</exception>
    private static JsonDocument? Read()
    {
        if (!System.IO.File.Exists(File)) return null;
        try
        {
            var settings = JsonDocument.Parse(System.IO.File.ReadAllText(File), Lenient);
            return settings.RootElement.ValueKind == JsonValueKind.Object ? settings : throw new InvalidDataException("local.settings.json must hold a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"local.settings.json isn't valid JSON: {exception.Message}", exception);
        }
    }

    private static JsonElement? Section(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var section) && section.ValueKind == JsonValueKind.Object ? section : null;

    private static string ConfigurationKey(string name) => name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
}
