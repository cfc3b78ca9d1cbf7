namespace IssueAi;

/// <summary>The part of a request that the model's content filter blocked.</summary>
internal enum FilteredPart
{
    /// <summary>The issue's text or the instructions; the filter doesn't say which.</summary>
    Request,

    /// <summary>The issue's text.</summary>
    Issue,

    /// <summary>The instructions.</summary>
    Instructions,
}
