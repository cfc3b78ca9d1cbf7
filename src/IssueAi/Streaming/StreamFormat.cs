namespace IssueAi.Streaming;

/// <summary>How a caller wants its stream.</summary>
/// <param name="WithIds">Whether each event gets an <c>id:</c> line.</param>
/// <param name="CanResume">Whether the caller may come back for the rest: it knows the ids, and the rest is kept.</param>
/// <param name="IsCached">Whether the answer was made for an earlier request, as its metadata then says.</param>
internal readonly record struct StreamFormat(bool WithIds, bool CanResume, bool IsCached);
