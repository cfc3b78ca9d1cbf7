namespace IssueAi.Http;

/// <summary>Whether requests come through a host's forwarder.</summary>
/// <param name="ThroughHost">
/// Whether a forwarder stands between clients and this process, as on Azure Functions; that is the default. It sends a response's
/// headers with the first byte of the body, so a stream begins with a comment. It decodes a path, slashes excepted, and encodes it
/// again: <c>a%2Fb</c> arrives as <c>a%252Fb</c>, and a malformed <c>%zz</c> as <c>%25zz</c>. Where clients reach this process's own
/// server, headers leave at once and a path arrives as it was sent.
/// </param>
public sealed record ForwardingPolicy(bool ThroughHost);
