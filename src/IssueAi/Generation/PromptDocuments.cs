namespace IssueAi.Generation;

/// <summary>The places in a prompt's user message of texts that others than the caller may have written.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="EarlierAnswer">An earlier answer to it; null where there is none.</param>
/// <param name="Reply">The answer that is to be assessed; null where there is none.</param>
internal sealed record PromptDocuments(Range Issue, Range? EarlierAnswer = null, Range? Reply = null)
{
    /// <summary>Gets the places, from the first to the last.</summary>
    public IEnumerable<Range> InOrder
    {
        get
        {
            yield return Issue;
            if (EarlierAnswer is { } answer) yield return answer;
            if (Reply is { } reply) yield return reply;
        }
    }
}
