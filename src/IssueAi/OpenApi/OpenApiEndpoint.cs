using System.Security.Cryptography;
using System.Text;
using IssueAi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IssueAi.OpenApi;

/// <inheritdoc cref="IOpenApiEndpoint"/>
internal sealed class OpenApiEndpoint(OpenApiDocument document, ProblemBoundary boundary) : IOpenApiEndpoint
{
    private Description? _description;

    public Task<IResult> GetAsync(HttpRequest request, IReadOnlyList<ApiRoute> routes)
    {
        ArgumentNullException.ThrowIfNull(request);
        return boundary.RunAsync(request.HttpContext, () =>
        {
            // The document is the same for all clients; two first requests may both create it.
            var description = _description ??= Describe(PrefixOf(request), routes);
            return Task.FromResult<IResult>(description);
        });
    }

    // The host decides the prefix and accepts either case; the document is the same for all clients.
    private static string PrefixOf(HttpRequest request)
    {
        var path = request.Path.ToString().TrimEnd('/');
        return path[..^IOpenApiEndpoint.Route.Length].TrimEnd('/').ToLowerInvariant();
    }

    private Description Describe(string prefix, IReadOnlyList<ApiRoute> routes)
    {
        var json = Encoding.UTF8.GetBytes(document.Create(prefix, routes).ToJsonString(OpenApiDocument.Readable));

        // Weak, since the same document has other bytes when compressed.
        return new(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\"", isWeak: true));
    }

    private sealed class Description(byte[] json, EntityTagHeaderValue tag) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.CacheControl = "no-cache";
            response.Headers.ETag = tag.ToString();
            if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any))
            {
                response.Headers.Vary = HeaderNames.AcceptEncoding;
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = "application/json; charset=utf-8";
            var body = ContentCoding.OpenBody(httpContext, comesInPieces: false);
            await body.WriteAsync(json, httpContext.RequestAborted);
            await ContentCoding.CloseBodyAsync(httpContext, body);
        }
    }
}
