using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace IssueAi.FunctionsTests.Hosting;

/// <summary>What the host changes in a request that it forwards: whatever a client says of itself, its direct peer is the client.</summary>
internal sealed class HostTransformer : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        Replace(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress!.ToString());
        Replace(proxyRequest, "X-Forwarded-Proto", httpContext.Request.Scheme);
    }

    private static void Replace(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    }
}
