using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;

namespace IssueAi.Telemetry;

/// <summary>
/// Keeps logs below Information from being sent, whatever levels are set: only those below Debug may hold what an issue says,
/// and what is good for a look at the console is too much for a store.
/// </summary>
internal sealed class ExportedLogFilter : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string Exporter = typeof(OpenTelemetryLoggerProvider).FullName!;

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for a provider goes before all rules for any, so those are repeated for this one.
        var rules = options.Rules.Where(rule => rule.ProviderName is null or "OpenTelemetry" || rule.ProviderName == Exporter).ToList();
        options.Rules.Add(new LoggerFilterRule(Exporter, categoryName: null, AtLeastInformation(options.MinLevel), filter: null));
        foreach (var rule in rules)
            options.Rules.Add(new LoggerFilterRule(Exporter, rule.CategoryName, AtLeastInformation(rule.LogLevel ?? options.MinLevel), rule.Filter));
    }

    private static LogLevel AtLeastInformation(LogLevel level) => level < LogLevel.Information ? LogLevel.Information : level;
}
