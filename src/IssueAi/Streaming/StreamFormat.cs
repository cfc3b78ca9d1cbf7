namespace IssueAi.Streaming;

/// <summary>The format of a client's stream.</summary>
/// <param name="Encoding">The format of events on the wire.</param>
/// <param name="CanResume">Whether the client can resume: it knows the events' numbers, and the events are stored.</param>
/// <param name="IsCached">Whether the response was generated for an earlier request.</param>
internal readonly record struct StreamFormat(IStreamEncoding Encoding, bool CanResume, bool IsCached);
