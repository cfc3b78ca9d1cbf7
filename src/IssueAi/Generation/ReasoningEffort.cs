namespace IssueAi.Generation;

/// <summary>How much a model reasons before it answers.</summary>
public enum ReasoningEffort
{
    /// <summary>No reasoning; sent as <c>none</c>.</summary>
    None,

    /// <summary>The least effort; sent as <c>minimal</c>.</summary>
    Minimal,

    /// <summary>Low effort; sent as <c>low</c>.</summary>
    Low,

    /// <summary>Medium effort; sent as <c>medium</c>.</summary>
    Medium,

    /// <summary>High effort; sent as <c>high</c>.</summary>
    High,

    /// <summary>The highest effort, which few models know; sent as <c>xhigh</c>.</summary>
    XHigh,
}
