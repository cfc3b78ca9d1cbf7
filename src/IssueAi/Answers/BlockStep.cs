namespace IssueAi.Answers;

/// <summary>What one more character makes of a block.</summary>
internal enum BlockStep
{
    /// <summary>It belongs to the block.</summary>
    Inside,

    /// <summary>With it begins what may be the closing fence.</summary>
    Fence,

    /// <summary>It belongs to the block, which may end with it.</summary>
    End,

    /// <summary>It stands behind the block.</summary>
    Behind,

    /// <summary>It stands behind the block, and what looked like the closing fence opens something else.</summary>
    Reopened,

    /// <summary>There is no block: what looked like one is code of the answer's.</summary>
    None,
}
