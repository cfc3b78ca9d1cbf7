using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IssueAi.Http;

/// <summary>What an issue's id may be: whatever a tracker calls its issues, as long as it can be read.</summary>
internal static class IssueIds
{
    /// <summary>The most Unicode code points an id may have.</summary>
    public const int MaxLength = 200;

    private const string Collection = "issues";

    /// <summary>Tells what is wrong with an id; null when nothing is.</summary>
    public static string? Check(string id)
    {
        if (string.IsNullOrWhiteSpace(id)) return "is required";
        if (id is "." or "..") return "may not be '.' or '..'";
        if (id.EnumerateRunes().Count() > MaxLength) return $"may have at most {MaxLength} characters";
        return id.EnumerateRunes().All(IsPrintable) ? null : "may not contain control characters or line breaks";
    }

    /// <summary>
    /// Takes the id from the path as the caller sent it: routing leaves <c>%2F</c> as it is, so that what it gives doesn't
    /// tell <c>a/b</c> from <c>a%2Fb</c>.
    /// </summary>
    public static RequestResult<string> FromPath(HttpRequest request)
    {
        var segments = PathOf(request).Split('/').Select(segment => PercentEncoding.Decode(segment)).ToList();
        if (segments.Contains(null)) return Refused("isn't percent-encoded UTF-8");

        // Routing has followed '.' and '..' as the steps that they are; the path that was sent then says nothing.
        if (segments.Any(segment => segment is "." or "..")) return Refused("may not stand in a path with '.' or '..'");

        var at = segments.FindIndex(segment => segment!.Equals(Collection, StringComparison.OrdinalIgnoreCase)) + 1;
        var id = at > 0 && at < segments.Count ? segments[at]! : string.Empty;
        return Check(id) is { } error ? Refused(error) : RequestResult.Of(id);
    }

    private static RequestResult<string> Refused(string error) => RequestResult.Refused<string>(Problems.InvalidRequest("issueId", error));

    // To a proxy a caller may also name the whole address.
    private static string PathOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return target.StartsWith('/') || target.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var scheme)
            ? target
            : target.IndexOf('/', scheme + 3) is > 0 and var path ? target[path..] : string.Empty;
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
