using System.Net.Sockets;

namespace IssueAi.FunctionsHosting;

/// <summary>Retries to connect to a worker that has announced itself but doesn't listen yet, as the host does.</summary>
internal sealed class RetryingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxTries = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(Interval);
        for (var count = 1; ; count++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException exception) when (count < MaxTries && exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                await poll.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
