using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IssueAi.Answers;

/// <summary>Reads JSON as models write it: numbers as text, one text in place of a list, names in another style.</summary>
internal static partial class LooseJson
{
    /// <summary>Gets a property; null where there is none, and where the value is no object.</summary>
    public static JsonElement? Find(this JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in value.EnumerateObject())
        {
            if (LooseNames.Comparer.Equals(property.Name, name)) return property.Value;
        }

        return null;
    }

    /// <summary>Gets trimmed text, cut to a length; null where there is none.</summary>
    public static string? AsText(this JsonElement value, int longest)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => string.Empty,
        };
        return text.Length == 0 ? null : Cut(text, longest);
    }

    /// <summary>Gets the texts of a list, or the lines of a text; none where there is neither.</summary>
    public static IReadOnlyList<string> AsTexts(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => Texts(value.EnumerateArray().Select(entry => entry.AsText(AnswerLimits.Line))),
        JsonValueKind.String => Texts(value.GetString()!.Split('\n').Select(line => Cut(Bullet().Replace(line, string.Empty).Trim(), AnswerLimits.Line))),
        _ => [],
    };

    /// <summary>Gets a number, also one in a text with a unit behind it; null where there is none.</summary>
    public static double? AsNumber(this JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        if (value.ValueKind != JsonValueKind.String) return null;

        var match = NumberWithUnit().Match(value.GetString()!);
        return match.Success ? double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Gets the numbers of a list, of an object's properties, or in a text such as <c>3–8</c>.</summary>
    public static IReadOnlyList<double> AsNumbers(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(AsNumber).OfType<double>()],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(property => property.Value.AsNumber()).OfType<double>()],
        JsonValueKind.String => [.. Number().Matches(value.GetString()!).Select(match => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture))],
        _ => [],
    };

    private static List<string> Texts(IEnumerable<string?> texts) =>
        [.. texts.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!).Take(AnswerLimits.Entries)];

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();
    }

    [GeneratedRegex(@"^\s*[-*•]\s+(\[.?\]\s+)?")]
    private static partial Regex Bullet();

    // Atomic, since a model may write very many spaces: two neighbours that both match them would try every split.
    [GeneratedRegex(@"^\s*(?<number>[0-9]{1,9}(\.[0-9]{1,9})?)(?>\s*)\p{L}*\s*$")]
    private static partial Regex NumberWithUnit();

    [GeneratedRegex(@"[0-9]{1,9}(\.[0-9]{1,9})?")]
    private static partial Regex Number();
}
