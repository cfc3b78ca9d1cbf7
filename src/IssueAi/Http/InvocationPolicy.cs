namespace IssueAi.Http;

/// <summary>What the host asks of a request that has started work which goes on after its caller has left.</summary>
/// <param name="MustStayOpen">
/// Whether the request has to stay open until the work is done, since the host may reclaim the instance otherwise. So it is
/// on Azure Functions, the default. Where the process stays anyway, the request ends, and its connection is free again.
/// </param>
public sealed record InvocationPolicy(bool MustStayOpen);
