using System.Text.Json;

namespace IssueAi.Answers;

/// <summary>An answer as typed values.</summary>
internal abstract record AnswerResult
{
    /// <summary>Gives the values as callers see them.</summary>
    public abstract JsonElement ToJson();
}
