using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Reads the body of a rating: <c>{"rating":"up"}</c> or <c>"down"</c>.</summary>
internal static class RatingReader
{
    public static async Task<Attempt<string>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        if (!body.Succeeded(out var document, out var problem)) return Attempt.Refused<string>(problem);

        using (document)
        {
            var properties = new PropertyReader(document.RootElement);
            var rating = properties.Required("rating", text => text is "up" or "down" ? null : "must be 'up' or 'down'");
            return properties.Errors.Count == 0 ? Attempt.Of(rating) : Attempt.Refused<string>(Problems.InvalidRequest(properties.Errors));
        }
    }
}
