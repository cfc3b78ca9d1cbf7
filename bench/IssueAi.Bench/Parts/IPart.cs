namespace IssueAi.Bench.Parts;

/// <summary>One section of docs/performance.md, and the run that produces its figures.</summary>
internal interface IPart
{
    /// <summary>Gets the name of its markers in the page.</summary>
    string Section { get; }

    /// <summary>Gets the names for <c>--only</c>; any of them selects this part.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Measures, and returns the section's Markdown.</summary>
    Task<string> RunAsync(BenchOptions options);
}
