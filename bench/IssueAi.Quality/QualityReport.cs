using System.Text;
using IssueAi.Bench.Measures;
using IssueAi.Bench.Reports;

namespace IssueAi.Quality;

/// <summary>The results of a run, as Markdown.</summary>
internal sealed class QualityReport(IReadOnlyList<AnswerSample> samples, string model)
{
    private static readonly string[] Levels = ["high", "medium", "low"];

    private readonly List<(AnswerSample Sample, IReadOnlyList<string> Findings)> _checked = [.. samples.Select(sample => (sample, FormatCheck.Find(sample)))];

    /// <summary>Gets the share of valid responses, 0 to 1.</summary>
    public double ValidShare => (double)_checked.Count(one => one.Findings.Count == 0) / _checked.Count;

    public string ToMarkdown()
    {
        var report = new StringBuilder("# Quality of the responses\n\n").Append(Numbers.Format, $"{samples.Select(sample => sample.Issue).Distinct().Count()} issues, responses of {model}.\n\n");
        report.Append(FormTable()).Append('\n').Append(TimeTable()).Append('\n').Append(ConfidenceTable());
        foreach (var (sample, findings) in _checked.Where(one => one.Findings.Count > 0))
            report.Append(Numbers.Format, $"\n- {sample.Action} of {sample.Issue}: {string.Join("; ", findings)}");
        return report.ToString().TrimEnd() + "\n";
    }

    private MarkdownTable FormTable()
    {
        var table = new MarkdownTable(["action", "responses", "schema-valid", "text, characters: median", "longest", "tokens: median", "cut by the limit"]);
        foreach (var action in ByAction())
        {
            var lengths = Samples.Of(action.Select(one => (double)one.Sample.Prose.Length));
            var tokens = Samples.Of(action.Select(one => one.Sample.Metadata is { } metadata && metadata.TryGetProperty("completionTokens", out var count) ? count.GetDouble() : 0));
            var cut = action.Count(one => one.Sample.Metadata?.GetProperty("finishReason").GetString() == "length");
            table.Add([action.Key, Whole(action.Count()), Share(action), Whole(lengths.Median), Whole(lengths.Quantile(1)), Whole(tokens.Median), Whole(cut)]);
        }

        return table;
    }

    private MarkdownTable TimeTable()
    {
        var table = new MarkdownTable(["action", "first text: p50", "p90", "whole response: p50", "p90"]);
        foreach (var action in ByAction())
        {
            var first = Samples.Of(action.Select(one => one.Sample.FirstTextMs).OfType<double>());
            var whole = Samples.Of(action.Select(one => one.Sample.WholeMs));
            table.Add([action.Key, .. Times(first), .. Times(whole)]);
        }

        return table;
    }

    private MarkdownTable ConfidenceTable()
    {
        var table = new MarkdownTable(["action", "confidence: lowest", "median", "highest", .. Levels, "none"]);
        foreach (var action in ByAction())
        {
            var values = Samples.Of(action.Select(one => one.Sample.Confidence).OfType<double>());
            string[] spread = values.Count == 0 ? ["", "", ""] : [Whole(values.Quantile(0)), Whole(values.Median), Whole(values.Quantile(1))];
            table.Add([action.Key, .. spread, .. Levels.Append(null).Select(level => Whole(action.Count(one => one.Sample.Level == level)))]);
        }

        return table;
    }

    private IEnumerable<IGrouping<string, (AnswerSample Sample, IReadOnlyList<string> Findings)>> ByAction() => _checked.GroupBy(one => one.Sample.Action);

    private static string[] Times(Samples samples) => samples.Count == 0 ? ["", ""] : [Numbers.Ms(samples.Median), Numbers.Ms(samples.Quantile(0.9))];

    private static string Share(IEnumerable<(AnswerSample Sample, IReadOnlyList<string> Findings)> action) =>
        string.Create(Numbers.Format, $"{100 * action.Average(one => one.Findings.Count == 0 ? 1.0 : 0):0.#} %");

    private static string Whole(double value) => string.Create(Numbers.Format, $"{value:0}");
}
