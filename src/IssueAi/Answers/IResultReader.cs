using System.Text.Json;

namespace IssueAi.Answers;

/// <summary>What the typed block of one action's answers holds.</summary>
internal interface IResultReader
{
    /// <summary>Gets the names of the properties at its top.</summary>
    IReadOnlySet<string> Names { get; }

    /// <summary>Gets the names of the properties, at any depth, whose values carry the answer's meaning.</summary>
    IReadOnlySet<string> MeaningfulNames { get; }

    /// <summary>Reads what a model wrote, and repairs what can be repaired.</summary>
    /// <returns>A result that fits its schema; null where there is none in it.</returns>
    AnswerResult? Read(JsonElement written);
}
