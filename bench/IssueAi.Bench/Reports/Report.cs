using System.Text;
using IssueAi.Bench.Measures;

namespace IssueAi.Bench.Reports;

/// <summary>The results of a run.</summary>
internal sealed class Report(int rounds, TimeSpan duration, NoiseMeter noise)
{
    private readonly MarkdownTable _findings = new(["Measured", "Result", "To reach", "Reached"]);
    private readonly StringBuilder _sections = new();

    /// <summary>Adds a result with a target.</summary>
    public void Add(string measured, string result, string target, bool isReached) => _findings.Add([measured, result, target, isReached ? "yes" : "**no**"]);

    /// <summary>Adds a result without a target.</summary>
    public void Add(string measured, string result) => _findings.Add([measured, result, string.Empty, string.Empty]);

    /// <summary>Adds a longer section below the results.</summary>
    public void AddSection(string title, string markdown) => _sections.Append($"\n### {title}\n\n{markdown}");

    public string ToMarkdown() => $"{_findings}\n{Machine.Describe(rounds, duration, noise)}\n{_sections}";
}
