namespace IssueAi.IntegrationTests.Redaction;

/// <summary>Secrets and private text that tests recognize wherever they appear.</summary>
internal static class Marks
{
    public const string ModelKey = "MARKED-MODEL-KEY";

    /// <summary>A storage account's key in the usual Base64.</summary>
    public const string AccountKey = "TUFSS0VELUFDQ09VTlQtS0VZLU1BUktFRC1BQ0NPVU5ULUtFWQ==";

    public const string FunctionKey = "MARKED-FUNCTION-KEY";

    public const string BearerToken = "MARKED.BEARER.TOKEN";

    public const string EndpointHost = "marked-endpoint.invalid";

    public const string Title = "MARKED-TITLE";

    public const string Description = "MARKED-DESCRIPTION";

    public const string Label = "MARKED-LABEL";

    public const string Instructions = "MARKED-INSTRUCTIONS";

    public const string Answer = "MARKED-ANSWER";

    public static readonly string[] Secrets = [ModelKey, AccountKey, FunctionKey, BearerToken];

    public static readonly string[] Texts = [Title, Description, Label, Instructions, Answer];

    /// <summary>Asserts that a text contains none of some marks, in any spelling.</summary>
    public static void AssertNone(IEnumerable<string> marks, string place, string text) => Assert.All(marks, mark =>
    {
        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        Assert.True(at < 0, $"{mark} occurs in {place}: …{(at < 0 ? "" : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)])}…");
    });
}
