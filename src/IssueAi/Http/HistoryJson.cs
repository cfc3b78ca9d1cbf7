using System.Text.Json.Serialization;
using IssueAi.Responses.History;
using IssueAi.Responses.Storage;

namespace IssueAi.Http;

/// <summary>A page of an issue's history as clients see it.</summary>
/// <param name="Items">The answers, newest first.</param>
/// <param name="Continuation">The token of the next page; null after the last.</param>
internal sealed record HistoryJson(
    IReadOnlyList<ResponseJson> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Continuation)
{
    public static HistoryJson Create(ResponsePage<FoundResponse> page, string history) =>
        new([.. page.Items.Select(item => ResponseJson.Create(item))], page.Next?.Encode(history));
}
