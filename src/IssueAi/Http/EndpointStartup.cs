using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IssueAi.Http;

/// <summary>
/// Creates the endpoints when the host starts: a failure stops the start, instead of giving the first client an empty 500.
/// </summary>
internal sealed class EndpointStartup(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IGenerateEndpoint>();
        services.GetRequiredService<IResponseEndpoint>();
        services.GetRequiredService<IStreamRunningEndpoint>();
        services.GetRequiredService<IIssueEndpoint>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
