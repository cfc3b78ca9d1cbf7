using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace IssueAi.FunctionsHosting;

/// <summary>The host's forwarding alone, without a worker and without invocations: what a request costs on this host at least.</summary>
internal static class ForwardingServer
{
    public static async Task RunAsync(Uri address, Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, address.Port));
        await using var web = builder.Build();
        using var client = HttpInvoker.CreateClient();
        var transformer = new HostTransformer();
        var forwarder = web.Services.GetRequiredService<IHttpForwarder>();
        web.MapFallback("{*path}", async context => await forwarder.SendAsync(context, target.ToString(), client, HttpInvoker.Limits, transformer));
        await web.RunAsync();
    }
}
