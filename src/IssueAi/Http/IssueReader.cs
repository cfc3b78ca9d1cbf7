using IssueAi.Storage;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Reads the body of an issue to remember.</summary>
internal static class IssueReader
{
    private const int MaxTitleLength = 300;
    private const int MaxDescriptionLength = 32_000;

    public static async Task<Attempt<RememberedIssue>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (!body.Succeeded(out var document, out var problem)) return Attempt.Refused<RememberedIssue>(problem);

        using (document)
        {
            var properties = new PropertyReader(document.RootElement);
            var issue = Read(properties);
            return properties.Errors.Count == 0 ? Attempt.Of(issue) : Attempt.Refused<RememberedIssue>(Problems.InvalidRequest(properties.Errors));
        }
    }

    /// <summary>Reads the parts of an issue wherever they stand.</summary>
    public static RememberedIssue Read(PropertyReader properties) => new(
        properties.Text("title", MaxTitleLength),
        properties.Text("description", MaxDescriptionLength),
        properties.Texts("labels"));
}
