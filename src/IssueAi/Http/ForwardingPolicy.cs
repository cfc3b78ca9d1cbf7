namespace IssueAi.Http;

/// <summary>Whether requests come through a host's forwarder.</summary>
/// <param name="ThroughHost">
/// Whether a forwarder stands between clients and this process, as on Azure Functions; that is the default. It sends a response's
/// headers with the first byte of the body, so a stream begins with a comment. Where clients reach this process's own server,
/// headers leave at once.
/// </param>
public sealed record ForwardingPolicy(bool ThroughHost);
