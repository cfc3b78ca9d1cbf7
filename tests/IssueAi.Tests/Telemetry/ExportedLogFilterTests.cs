using IssueAi.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;

namespace IssueAi.Tests.Telemetry;

public sealed class ExportedLogFilterTests
{
    [Fact]
    public void PostConfigure_OfTraceEverywhere_SendsNoneBelowInformation()
    {
        var sent = SendAll(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace).AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Trace));

        Assert.Equal(["IssueAi: Information", "IssueAi: Warning", "Microsoft.Any: Information", "Microsoft.Any: Warning"], sent);
    }

    [Fact]
    public void PostConfigure_OfARuleForAll_KeepsIt()
    {
        var sent = SendAll(logging => logging.AddFilter("Microsoft", LogLevel.Warning));

        Assert.Equal(["IssueAi: Information", "IssueAi: Warning", "Microsoft.Any: Warning"], sent);
    }

    [Fact]
    public void PostConfigure_OfAHigherLevel_KeepsIt() =>
        Assert.Equal(["IssueAi: Warning", "Microsoft.Any: Warning"], SendAll(logging => logging.SetMinimumLevel(LogLevel.Warning)));

    private static List<string> SendAll(Action<ILoggingBuilder> configure)
    {
        var sent = new List<LogRecord>();
        var services = new ServiceCollection().AddLogging(logging =>
        {
            configure(logging);
            logging.AddOpenTelemetry(exporting => exporting.AddInMemoryExporter(sent));
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, ExportedLogFilter>());
        using var provider = services.BuildServiceProvider();
        foreach (var category in (string[])["IssueAi", "Microsoft.Any"])
        {
            var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(category);
            foreach (var level in (LogLevel[])[LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning])
                logger.Log(level, default, level, exception: null, static (state, _) => state.ToString());
        }

        return [.. sent.Select(record => $"{record.CategoryName}: {record.LogLevel}")];
    }
}
