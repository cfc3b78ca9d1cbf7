namespace IssueAi.Http;

/// <summary>When a host sends a response's headers on.</summary>
/// <param name="WaitForBody">
/// Whether the host holds the headers back until the first byte of the body. So it is on Azure Functions, the default: a stream then
/// begins with a comment, so that the client doesn't wait for the model. Where clients reach the process's own server, headers leave at once.
/// </param>
public sealed record HeaderPolicy(bool WaitForBody);
