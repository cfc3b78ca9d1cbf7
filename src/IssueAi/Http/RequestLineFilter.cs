using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IssueAi.Http;

/// <summary>
/// Keeps request lines out of ASP.NET Core's logs at all levels: the query may hold the function key (<c>?code=</c>), and the
/// path may hold control characters, which forge log lines.
/// </summary>
internal sealed class RequestLineFilter : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing.Matching.DfaMatcher",
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for a provider overrides a general rule.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList();
        foreach (var provider in providers)
        {
            foreach (var category in Categories) options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Warning, filter: null));
        }
    }
}
