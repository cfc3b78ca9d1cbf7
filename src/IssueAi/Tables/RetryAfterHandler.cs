namespace IssueAi.Tables;

/// <summary>
/// Leaves out how long the service wants the client to wait before a retry: it is longer than an operation may take, and the
/// circuit breaker spares a service that goes on refusing.
/// </summary>
internal sealed class RetryAfterHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        response.Headers.RetryAfter = null;
        return response;
    }
}
