using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IssueAi.Http;

/// <summary>
/// Has the endpoints made when the host starts: what is wrong with what they need stops the start, in place of giving the
/// first caller an empty 500.
/// </summary>
internal sealed class EndpointStartup(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<GenerateEndpoint>();
        services.GetRequiredService<ResponseEndpoint>();
        services.GetRequiredService<StreamRunningEndpoint>();
        services.GetRequiredService<IssueEndpoint>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
