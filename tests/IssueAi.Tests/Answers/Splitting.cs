using IssueAi.Actions.Catalog;
using IssueAi.Answers;
using IssueAi.Tests.Text;

namespace IssueAi.Tests.Answers;

/// <summary>The output of a splitter for one answer.</summary>
/// <param name="Pieces">The shown prose.</param>
/// <param name="Block">The typed block; null without one.</param>
internal sealed record Splitting(IReadOnlyList<string> Pieces, AnswerBlock? Block)
{
    public const string Estimate = """{"points":5,"range":[3,8],"assumptions":["It is one page"]}""";

    public string Prose => string.Concat(Pieces);

    public static AnswerSplitter Create(ICollection<string> shown, string given = "", string action = "estimate") =>
        new(ActionCatalog.BuiltIn.Single(known => known.Name == action).Results!, given, piece => shown.Add(Escaping.Unescape(piece)));

    public static Splitting Of(params string[] pieces) => Given("", pieces);

    /// <summary>Splits an answer to an issue.</summary>
    public static Splitting Given(string issue, params string[] pieces)
    {
        var shown = new List<string>();
        var splitter = Create(shown, issue);
        foreach (var piece in pieces) splitter.Append(Escaping.Escape(piece, way: 2));
        return new(shown, splitter.Complete());
    }
}
