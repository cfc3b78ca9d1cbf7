using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IssueAi.Answers;

namespace IssueAi.IntegrationTests.Actions;

internal sealed class LabelResultReader : IResultReader
{
    public JsonTypeInfo ResultType => LabelJsonContext.Default.LabelResult;

    public IReadOnlySet<string> Names { get; } = LooseNames.Set("label", "priority");

    public IReadOnlySet<string> MeaningfulNames => Names;

    public object? Read(JsonElement written) =>
        written.Find("label")?.AsText(50) is { } label && written.Find("priority")?.AsNumber() is { } priority and >= 1 and <= 4
            ? new LabelResult { Label = label, Priority = priority }
            : null;
}
