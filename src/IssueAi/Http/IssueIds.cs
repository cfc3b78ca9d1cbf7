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
    public static string FromPath(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var segments = target.Split('?')[0].Split('/');
        var at = Array.IndexOf(segments, Collection) + 1;
        return at > 0 && at < segments.Length ? Uri.UnescapeDataString(segments[at]) : string.Empty;
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
