namespace IssueAi.OpenApi;

/// <summary>An HTTP-triggered function as it is declared.</summary>
/// <param name="Function">The function's name, such as <c>put-issue</c>.</param>
/// <param name="Path">The route below the host's prefix, such as <c>issues/{issueId}</c>.</param>
/// <param name="Methods">The HTTP methods, in lower case.</param>
/// <param name="NeedsKey">Whether the platform asks for a function key.</param>
public sealed record ApiRoute(string Function, string Path, IReadOnlyList<string> Methods, bool NeedsKey);
