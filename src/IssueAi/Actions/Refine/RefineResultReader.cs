using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IssueAi.Answers;

namespace IssueAi.Actions.Refine;

/// <summary><see cref="RefineResult"/>. Without a title or a description there is none.</summary>
internal sealed class RefineResultReader : IResultReader
{
    public JsonTypeInfo ResultType => RefineJsonContext.Default.RefineResult;

    public IReadOnlySet<string> Names { get; } = LooseNames.Set("title", "description", "acceptanceCriteria");

    public IReadOnlySet<string> MeaningfulNames => Names;

    public object? Read(JsonElement written)
    {
        if (written.Find("title")?.AsText(AnswerLimits.Title) is not { } title) return null;
        if (written.Find("description")?.AsText(AnswerLimits.Description) is not { } description) return null;
        return new RefineResult
        {
            Title = title,
            Description = description,
            AcceptanceCriteria = written.Find("acceptanceCriteria")?.AsTexts() ?? [],
        };
    }
}
