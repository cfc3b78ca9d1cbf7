using System.Text.RegularExpressions;

namespace IssueAi.Http;

/// <summary>
/// Reads an id from a path's segment, with the host's encoding of paths in mind. An ambiguous segment is refused: an id is never
/// taken for another.
/// </summary>
internal sealed partial class PathDecoder(ForwardingPolicy forwarding)
{
    /// <summary>Gets the text of a segment as it arrived.</summary>
    public DecodedSegment Decode(string segment)
    {
        if (PercentEncoding.Decode(segment) is not { } text) return DecodedSegment.Malformed;
        if (!forwarding.ThroughHost) return Tell(text);

        // The host has decoded all that it could but for slashes. An escape that is left and isn't valid was either malformed, or
        // stood for its own characters: both arrive alike.
        return PercentEncoding.Decode(text) is null
            ? DecodedSegment.Ambiguous
            : Tell(text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
    }

    private static DecodedSegment Tell(string text) => EncodedSlash().IsMatch(text) ? DecodedSegment.Ambiguous : DecodedSegment.Of(text);

    // Encoded as often as it may be: each proxy on the way may decode one level, or add one.
    [GeneratedRegex("%(25)*2F", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedSlash();
}
