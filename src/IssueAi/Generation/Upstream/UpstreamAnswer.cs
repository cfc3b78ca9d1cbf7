namespace IssueAi.Generation.Upstream;

/// <summary>A server's answer whose headers have come.</summary>
/// <param name="Body">The body, as it comes.</param>
/// <param name="Response">Ends the call when it is disposed.</param>
internal readonly record struct UpstreamAnswer(Stream Body, IDisposable Response);
