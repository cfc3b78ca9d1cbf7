using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IssueAi.Answers;

/// <summary>Reads the typed block of one action's answers.</summary>
internal interface IResultReader
{
    /// <summary>Gets the type of the results. Their JSON and their schema are made from it.</summary>
    JsonTypeInfo ResultType { get; }

    /// <summary>Gets the names of the properties at its top.</summary>
    IReadOnlySet<string> Names { get; }

    /// <summary>Gets the names of the properties, at any depth, whose values carry the answer's meaning.</summary>
    IReadOnlySet<string> MeaningfulNames { get; }

    /// <summary>Reads a model's block, and repairs it where possible.</summary>
    /// <returns>A <see cref="ResultType"/> that fits its schema; null where there is none in it.</returns>
    object? Read(JsonElement written);
}
