namespace IssueAi.Streaming;

/// <summary>How a caller wants its stream.</summary>
/// <param name="Encoding">How events look on the wire.</param>
/// <param name="CanResume">Whether the caller may come back for the rest: it knows the events' numbers, and they are kept.</param>
/// <param name="IsCached">Whether the answer was made for an earlier request, as its metadata then says.</param>
internal readonly record struct StreamFormat(IStreamEncoding Encoding, bool CanResume, bool IsCached);
