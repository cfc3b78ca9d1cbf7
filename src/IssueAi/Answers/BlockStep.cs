namespace IssueAi.Answers;

/// <summary>The effect of the next character on a block.</summary>
internal enum BlockStep
{
    /// <summary>It belongs to the block.</summary>
    Inside,

    /// <summary>It may begin the closing fence.</summary>
    Fence,

    /// <summary>It belongs to the block, which may end with it.</summary>
    End,

    /// <summary>It is after the block.</summary>
    Behind,

    /// <summary>It is after the block, and the supposed closing fence opens something else.</summary>
    Reopened,

    /// <summary>There is no block: the code belongs to the prose.</summary>
    None,
}
