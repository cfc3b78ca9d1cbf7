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
            InitialData = settings is not null && settings.RootElement.TryGetProperty("Values", out var values)
                ? [.. values.EnumerateObject().Select(value => KeyValuePair.Create(ConfigurationKey(value.Name), (string?)value.Value.ToString()))]
                : [],
        };
    }

    /// <summary>Reads <c>Host.CORS</c>: the origins that browsers may call from; null when none are listed.</summary>
    public static CorsPolicy? ReadCors()
    {
        using var settings = Read();
        if (settings is null || !settings.RootElement.TryGetProperty("Host", out var host) || !host.TryGetProperty("CORS", out var origins)) return null;

        var policy = new CorsPolicyBuilder(origins.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders("X-Response-Id", "Retry-After");
        if (host.TryGetProperty("CORSCredentials", out var credentials) && credentials.ValueKind == JsonValueKind.True) policy.AllowCredentials();
        return policy.Build();
    }

    private static JsonDocument? Read() =>
        System.IO.File.Exists(File) ? JsonDocument.Parse(System.IO.File.ReadAllText(File), Lenient) : null;

    private static string ConfigurationKey(string name) => name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
}
