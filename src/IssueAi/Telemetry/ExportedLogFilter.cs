using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;

namespace IssueAi.Telemetry;

/// <summary>
/// Keeps logs below Information from being exported, at any configured level: only logs below Debug may hold an issue's text,
/// and debug logs are too many for a store.
/// </summary>
internal sealed class ExportedLogFilter : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string Exporter = typeof(OpenTelemetryLoggerProvider).FullName!;

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for a provider overrides all general rules, so those are repeated for this provider.
        var rules = options.Rules.Where(rule => rule.ProviderName is null or "OpenTelemetry" || rule.ProviderName == Exporter).ToList();
        options.Rules.Add(new LoggerFilterRule(Exporter, categoryName: null, AtLeastInformation(options.MinLevel), filter: null));
        foreach (var rule in rules)
            options.Rules.Add(new LoggerFilterRule(Exporter, rule.CategoryName, AtLeastInformation(rule.LogLevel ?? options.MinLevel), rule.Filter));
    }

    private static LogLevel AtLeastInformation(LogLevel level) => level < LogLevel.Information ? LogLevel.Information : level;
}
