using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IssueAi.Http;

/// <summary>The stream that a request's query and headers ask for.</summary>
internal static class StreamQuery
{
    private const string StartingAfter = "starting_after";
    private const string LastEventId = "Last-Event-ID";
    private const string UiMessageStream = "ui-message-stream";

    public static bool IsResumable(HttpRequest request) => IsTrue(request, "resumable");

    /// <summary>Tells whether the client speaks the Vercel AI SDK's protocol, by the query or a media type's parameter.</summary>
    public static bool IsUiMessageStream(HttpRequest request) =>
        request.Query["protocol"] == UiMessageStream
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            && accepted.Any(type => type.Parameters.Any(IsUiMessageStream)));

    public static bool IsStream(HttpRequest request) => IsTrue(request, "stream");

    /// <summary>
    /// Reads after which event to go on, from the query and the header; 0 when neither is there. Of both the later one
    /// counts: a browser that reconnects sends its header to the same address.
    /// </summary>
    public static bool TryReadAfter(HttpRequest request, out int after, [NotNullWhen(false)] out IResult? problem)
    {
        after = 0;
        problem = null;
        if (request.Query.TryGetValue(StartingAfter, out var query) && !IsNumber(query.ToString(), ref after)) problem = NoNumber(StartingAfter);
        if (request.Headers.TryGetValue(LastEventId, out var header) && !IsNumber(header.ToString(), ref after)) problem = NoNumber(LastEventId);
        return problem is null;
    }

    private static bool IsNumber(string text, ref int latest)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;

        latest = Math.Max(latest, number);
        return true;
    }

    private static bool IsUiMessageStream(NameValueHeaderValue parameter) =>
        parameter.Name.Equals("protocol", StringComparison.OrdinalIgnoreCase) && HeaderUtilities.RemoveQuotes(parameter.Value) == UiMessageStream;

    private static IResult NoNumber(string name) => Problems.InvalidRequest(name, "must be the number of an event, 0 or more");

    private static bool IsTrue(HttpRequest request, string name) =>
        request.Query[name].ToString() is "1" || (bool.TryParse(request.Query[name], out var value) && value);
}
