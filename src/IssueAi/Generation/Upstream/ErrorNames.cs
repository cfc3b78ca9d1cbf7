namespace IssueAi.Generation.Upstream;

/// <summary>Knows the providers' names of errors. Spellings vary, so case and punctuation don't count.</summary>
internal static class ErrorNames
{
    private static readonly string[] ContentFilter = ["contentfilter", "contentpolicy", "responsibleaipolicy"];

    // Of these something was paid for, and is used up.
    private static readonly string[] Quota = ["quota", "balance", "credit", "funds"];
    private static readonly string[] Spent = ["exceededcurrentquota", "billinghardlimit"];

    private static readonly string[] RateLimit = ["ratelimit", "toomanyrequests", "throttl", "resourceexhausted", "quota"];
    private static readonly string[] Timeout = ["timeout", "timedout", "deadlineexceeded"];
    private static readonly string[] Unavailable = ["overloaded", "servererror", "unavailable", "internalerror"];

    private static readonly string[] Rejected =
    [
        "invalid", "badrequest", "auth", "permission", "forbidden", "accessdenied", "apikey", "notfound", "billing", "requesttoolarge", "unsupported",
        "contextlength", "notactive",
    ];

    public static bool AreOfASpentQuota(IReadOnlyList<string> names) =>
        names.Select(Simplify).Any(name => HasAny(name, Spent) || (name.Contains("insufficient", StringComparison.Ordinal) && HasAny(name, Quota)));

    /// <summary>Returns an error's meaning by its names; null if none is known.</summary>
    public static ErrorCode? Sort(IReadOnlyList<string> names)
    {
        var all = string.Join(' ', names.Select(Simplify));
        if (all.Length == 0) return null;
        if (HasAny(all, ContentFilter)) return ErrorCode.ContentFiltered;
        if (AreOfASpentQuota(names) || HasAny(all, RateLimit)) return ErrorCode.UpstreamRateLimited;
        if (HasAny(all, Timeout)) return ErrorCode.UpstreamTimeout;
        if (HasAny(all, Unavailable)) return ErrorCode.UpstreamUnavailable;
        return HasAny(all, Rejected) ? ErrorCode.UpstreamRejected : null;
    }

    private static bool HasAny(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static string Simplify(string name) => new([.. name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);
}
