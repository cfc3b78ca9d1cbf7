using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace IssueAi.Http;

/// <summary>Reads the id of the issue that a request is about.</summary>
internal sealed class IssueIdReader(ForwardingPolicy forwarding)
{
    private const string Name = "issueId";

    private readonly PathDecoder _decoder = new(forwarding);

    /// <summary>
    /// Reads the id from the query, or from the path as the client sent it: routing keeps <c>%2F</c>, so that its
    /// values don't distinguish <c>a/b</c> from <c>a%2Fb</c>.
    /// </summary>
    /// <param name="request">The client's request.</param>
    /// <param name="place">Where the id stands.</param>
    /// <param name="route">Which segment of a path holds it, and which route takes it in the query.</param>
    public RequestResult<string> Read(HttpRequest request, IssueIdPlace place, IssueRoute route) =>
        place == IssueIdPlace.Query ? ReadQuery(request.QueryString) : ReadPath(request, route);

    private static RequestResult<string> ReadQuery(QueryString query)
    {
        // The framework's reader keeps the characters of a malformed escape, which may be another issue's id.
        var found = new List<string?>();
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            if (pair.DecodeName().Span.Equals(Name, StringComparison.OrdinalIgnoreCase))
                found.Add(PercentEncoding.Decode(pair.EncodedValue.ToString().Replace('+', ' ')));
        }

        return found switch
        {
            [] => Refused("is required"),
            [null] => Refused(DecodedSegment.Malformed.Error!),
            [var id] => Checked(id),
            _ => Refused("may occur only once"),
        };
    }

    private RequestResult<string> ReadPath(HttpRequest request, IssueRoute route)
    {
        var segments = PathOf(request).TrimEnd('/').Split('/').Select(segment => (Sent: segment, Text: PercentEncoding.Decode(segment))).ToList();
        if (segments.Any(segment => segment.Text is null)) return Refused(DecodedSegment.Malformed.Error!);

        // Routing has followed '.' and '..' as the steps that they are; the path that was sent then says nothing.
        if (segments.Any(segment => segment.Text is "." or "..")) return Refused("may not stand in a path with '.' or '..'");

        var at = route.Find([.. segments.Select(segment => segment.Text!)]);
        var (id, error) = at is { } found ? _decoder.Decode(segments[found].Sent) : DecodedSegment.Of(string.Empty);
        return id is null ? Refused($"{error}: use the query, '{route.InQuery}?{Name}='") : Checked(id);
    }

    private static RequestResult<string> Checked(string id) => IssueIds.Check(id) is { } error ? Refused(error) : RequestResult.Of(id);

    private static RequestResult<string> Refused(string error) => RequestResult.Refused<string>(Problems.InvalidRequest(Name, error));

    // To a proxy a client may also name the whole address.
    private static string PathOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return target.StartsWith('/') || target.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var scheme)
            ? target
            : target.IndexOf('/', scheme + 3) is > 0 and var path ? target[path..] : string.Empty;
    }
}
