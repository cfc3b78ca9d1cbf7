using IssueAi.Confidence;
using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Reads the body of a rating: <c>{"rating":"up"}</c> or <c>"down"</c>.</summary>
internal static class RatingReader
{
    public static Task<RequestResult<string>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) => JsonBody.ReadAsync(
        request, properties => properties.Required("rating", text => text is Ratings.Up or Ratings.Down ? null : "must be 'up' or 'down'"), cancellationToken);
}
