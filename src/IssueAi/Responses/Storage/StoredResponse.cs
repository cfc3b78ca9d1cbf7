using Azure;

namespace IssueAi.Responses.Storage;

/// <summary>A stored response, as far as it was read.</summary>
/// <param name="Summary">Its head.</param>
/// <param name="HeadTag">The head's version, for a change that must not overwrite another.</param>
/// <param name="Events">The events' bytes on the wire, after the requested row; they may end within an event.</param>
/// <param name="LastRow">The number of the last row that was read.</param>
/// <param name="IsAbandoned">Whether it is marked as running, but its lease has expired.</param>
internal sealed record StoredResponse(ResponseSummary Summary, ETag HeadTag, ReadOnlyMemory<byte> Events, int LastRow, bool IsAbandoned);
