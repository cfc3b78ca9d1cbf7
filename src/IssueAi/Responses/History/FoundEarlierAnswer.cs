namespace IssueAi.Responses.History;

/// <summary>What the history tells of the answer that a new version improves on.</summary>
/// <param name="Answer">The answer; null where there is none, and where the history can't be read.</param>
/// <param name="IsUnreadable">Whether the history can't be read, so that there may be an answer.</param>
internal readonly record struct FoundEarlierAnswer(EarlierAnswer? Answer, bool IsUnreadable);
