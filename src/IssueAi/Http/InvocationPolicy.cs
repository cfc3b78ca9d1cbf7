namespace IssueAi.Http;

/// <summary>The host's requirement on a request whose work goes on after its client has disconnected.</summary>
/// <param name="MustStayOpen">
/// Whether the request has to stay open until the work is done, since the host may reclaim the instance otherwise. So it is
/// on Azure Functions, the default. Where the process stays anyway, the request ends, and its connection is free again.
/// </param>
public sealed record InvocationPolicy(bool MustStayOpen);
