namespace IssueAi.Http;

/// <summary>Where a request names its issue.</summary>
public enum IssueIdPlace
{
    /// <summary>In the path, which proxies decode and encode on the way: not every id can be named there.</summary>
    Path,

    /// <summary>In the query, as <c>issueId</c>, where any id arrives as it was sent.</summary>
    Query,
}
