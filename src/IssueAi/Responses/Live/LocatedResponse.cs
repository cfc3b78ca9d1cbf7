namespace IssueAi.Responses.Live;

/// <summary>The response to a request, before a client is attached to it.</summary>
/// <param name="Live">The response.</param>
/// <param name="IsCached">Whether it was generated for an earlier request.</param>
/// <param name="IsOwner">Whether this request is the one that fills it, and so has to stay open until it has ended.</param>
internal sealed record LocatedResponse(LiveResponse Live, bool IsCached, bool IsOwner)
{
    /// <summary>Attaches a client; null when the response was stopped before.</summary>
    public OpenedResponse? TryOpen() =>
        Live.TryAttach() is { } attachment ? new OpenedResponse(Live, IsCached, IsOwner, attachment) : null;
}
