namespace IssueAi.Responses.Live;

/// <summary>A response that a client is attached to until this is disposed.</summary>
/// <param name="Live">The response.</param>
/// <param name="IsCached">Whether it was generated for an earlier request.</param>
/// <param name="IsOwner">Whether this client's request is the one that fills it, and so has to stay open until it has ended.</param>
/// <param name="Attachment">The client's hold on the response.</param>
internal sealed record OpenedResponse(LiveResponse Live, bool IsCached, bool IsOwner, ResponseAttachment Attachment) : IDisposable
{
    /// <summary>Gets a value indicating whether the model is asked for this client's request.</summary>
    public bool IsGenerated => IsOwner && Live.Produced is not null;

    /// <summary>Gets a value indicating whether the client has had everything, the last frame included.</summary>
    public bool IsAtEnd { get; init; }

    public void Dispose() => Attachment.Dispose();
}
