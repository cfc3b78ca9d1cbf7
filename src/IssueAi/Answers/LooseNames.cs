using System.Diagnostics.CodeAnalysis;

namespace IssueAi.Answers;

/// <summary>Takes names as equal that differ in style alone, <c>dependsOn</c> and <c>depends_on</c>.</summary>
internal sealed class LooseNames : IEqualityComparer<string>
{
    public static readonly LooseNames Comparer = new();

    public static IReadOnlySet<string> Set(params ReadOnlySpan<string> names)
    {
        var set = new HashSet<string>(Comparer);
        foreach (var name in names) set.Add(name);
        return set;
    }

    public bool Equals(string? x, string? y) => x is null || y is null ? x == y : Plain(x) == Plain(y);

    public int GetHashCode([DisallowNull] string obj) => Plain(obj).GetHashCode(StringComparison.Ordinal);

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
