namespace IssueAi.Http;

/// <summary>How a host hands a request's path on.</summary>
/// <param name="EncodesSlashesTwice">
/// Whether the host decodes a path, slashes excepted, and encodes it again: then <c>a%2Fb</c> arrives as <c>a%252Fb</c>, and a
/// malformed <c>%zz</c> as <c>%25zz</c>. So it is on Azure Functions, the default. Where callers reach the process's own server, the
/// path arrives as it was sent.
/// </param>
public sealed record PathPolicy(bool EncodesSlashesTwice);
