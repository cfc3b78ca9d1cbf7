using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Paths as logs may hold them: logs are sent to places where nothing tells which issue a client works on.</summary>
internal static partial class LoggedPath
{
    private const string Hidden = "${before}{issueId}${after}";

    /// <summary>Gives a path with its route's parameter in place of the issue's id.</summary>
    public static string Of(PathString path)
    {
        var shown = InIssues().Replace(path.Value ?? string.Empty, Hidden);

        // Without this look at its end, a long path with many "/ai/" would be searched from each of them.
        return shown.EndsWith("/stream", StringComparison.OrdinalIgnoreCase) || shown.EndsWith("/stream/", StringComparison.OrdinalIgnoreCase) ? InStream().Replace(shown, Hidden) : shown;
    }

    [GeneratedRegex("(?<before>^.*?/issues/)[^/]+(?<after>.*$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex InIssues();

    // Everything between the action and the last segment: an id may contain slashes that the host has decoded.
    [GeneratedRegex("(?<before>^.*?/ai/[^/]+/).+(?<after>/stream/?$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex InStream();
}
