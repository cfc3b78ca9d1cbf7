using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Reads and checks the body of a request for an answer.</summary>
internal static class GenerateRequestReader
{
    private const int MaxInstructionsLength = 2_000;

    public static async Task<Attempt<GenerateRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (!body.Succeeded(out var document, out var problem)) return Attempt.Refused<GenerateRequest>(problem);

        using (document)
        {
            var properties = new PropertyReader(document.RootElement);
            var generate = Read(properties);
            return properties.Errors.Count == 0
                ? Attempt.Of(generate)
                : Attempt.Refused<GenerateRequest>(Problems.InvalidRequest(properties.Errors));
        }
    }

    private static GenerateRequest Read(PropertyReader properties) => new(
        IssueId: properties.Required("issueId", IssueIds.Check),
        Sent: IssueReader.Read(properties),
        Regenerate: properties.Flag("regenerate"),
        Instructions: NullIfBlank(properties.Text("instructions", MaxInstructionsLength)),
        Language: properties.Checked("language", LanguageTags.Check));

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
