using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace IssueAi.FunctionsHosting;

/// <summary>The host's changes to a forwarded request: the forwarding headers name the direct peer, whatever the client sent.</summary>
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
