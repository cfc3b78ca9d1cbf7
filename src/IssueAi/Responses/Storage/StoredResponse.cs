using Azure;

namespace IssueAi.Responses.Storage;

/// <summary>What was read of a stored response.</summary>
/// <param name="Summary">Its head.</param>
/// <param name="HeadTag">The head's version, for a change that must not overwrite another.</param>
/// <param name="Events">The events' bytes on the wire, after the row that was asked for; may end in the midst of an event.</param>
/// <param name="LastRow">The number of the last row read; what to ask for next.</param>
/// <param name="IsAbandoned">Whether it is said to be running but its producer hasn't renewed its lease in time.</param>
internal sealed record StoredResponse(ResponseSummary Summary, ETag HeadTag, ReadOnlyMemory<byte> Events, int LastRow, bool IsAbandoned);
