namespace IssueAi.ModelSimulator.Directives;

/// <summary>One directive of an issue's text, such as <c>error status=500 times=1</c>.</summary>
internal sealed record Directive(string Name, IReadOnlyDictionary<string, string> Settings);
