namespace IssueAi.ModelSimulator.Answers;

/// <summary>The simulator's own words, in one language. Texts with <c>{0}</c> take a value.</summary>
internal sealed partial record Phrases
{
    public required string Context { get; init; }
    public required string Steps { get; init; }
    public required string Scope { get; init; }
    public required string Criteria { get; init; }
    public required string Questions { get; init; }
    public required string Labels { get; init; }
    public required string NoDescription { get; init; }
    public required string NoLonger { get; init; }
    public required string Verified { get; init; }
    public required string AskWho { get; init; }
    public required string AskExpected { get; init; }
    public required string AskEnvironment { get; init; }
    public required string AskDone { get; init; }
    public required string AskDetails { get; init; }
    public required string Estimate { get; init; }
    public required string Points { get; init; }
    public required string Range { get; init; }
    public required string Reasons { get; init; }
    public required string Assumptions { get; init; }
    public required string ReasonLength { get; init; }
    public required string ReasonItems { get; init; }
    public required string ReasonHeavy { get; init; }
    public required string ReasonLight { get; init; }
    public required string ReasonCode { get; init; }
    public required string ReasonVague { get; init; }
    public required string AssumeKnown { get; init; }
    public required string AssumeItems { get; init; }
    public required string AssumeReproducible { get; init; }
    public required string AssumeNoChange { get; init; }
    public required string Breakdown { get; init; }
    public required string Clarify { get; init; }
    public required string Reproduce { get; init; }
    public required string Implement { get; init; }
    public required string TestAll { get; init; }
    public required string ClarifyDone { get; init; }
    public required string ReproduceDone { get; init; }
    public required string TestDone { get; init; }
    public required string Size { get; init; }
    public required string DependsOn { get; init; }
    public required string Wish { get; init; }
    public required string Revised { get; init; }
    public required string Asked { get; init; }
    public required string Simulated { get; init; }

    public static Phrases For(string? language) =>
        language is not null && (language.Equals("vi", StringComparison.OrdinalIgnoreCase) || language.StartsWith("vi-", StringComparison.OrdinalIgnoreCase))
            ? Vietnamese
            : English;
}
