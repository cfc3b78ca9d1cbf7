using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Reads and checks the body of a request for an answer.</summary>
internal static class GenerateRequestReader
{
    private const int MaxInstructionsLength = 2_000;

    public static Task<RequestResult<GenerateRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, Read, cancellationToken);

    private static GenerateRequest Read(PropertyReader properties) => new(
        IssueId: properties.Required("issueId", IssueIds.Check),
        Sent: IssueReader.Read(properties),
        Regenerate: properties.Flag("regenerate"),
        Instructions: NullIfBlank(properties.Text("instructions", MaxInstructionsLength)),
        Language: properties.Checked("language", LanguageTags.Check));

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
