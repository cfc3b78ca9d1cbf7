using System.Text.RegularExpressions;

namespace IssueAi.Http;

/// <summary>Language tags as BCP 47 writes them, such as <c>vi</c> or <c>pt-BR</c>.</summary>
internal static partial class LanguageTags
{
    private const int MaxLength = 35;

    /// <summary>Gives the error of a tag; null for a valid one.</summary>
    public static string? Check(string tag) =>
        tag.Length <= MaxLength && WellFormed().IsMatch(tag) ? null : "must be a BCP 47 language tag such as 'vi' or 'pt-BR'";

    [GeneratedRegex(@"\A[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
