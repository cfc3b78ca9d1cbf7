using System.Text.Json.Nodes;

namespace IssueAi.ModelSimulator.Answers;

/// <summary>An answer to one task: as text, and as the typed value the instructions may ask for.</summary>
internal interface IAnswer
{
    void Write(Markdown text, Phrases phrases);

    JsonObject ToJson();
}
