using System.Text.Json.Serialization;
using IssueAi.Responses.History;

namespace IssueAi.Http;

/// <summary>A page of an issue's history as callers see it.</summary>
/// <param name="Items">The answers, newest first.</param>
/// <param name="Continuation">What to ask for the next page with; null after the last.</param>
internal sealed record HistoryJson(
    IReadOnlyList<ResponseJson> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Continuation)
{
    public static HistoryJson Create(ResponsePage page, string history) =>
        new([.. page.Items.Select(item => ResponseJson.Create(item))], page.Next?.Encode(history));
}
