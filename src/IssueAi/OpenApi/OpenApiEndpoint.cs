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
            request.HttpContext.Response.Headers.CacheControl = "no-cache";
            return Task.FromResult(Results.Bytes(description.Json, "application/json; charset=utf-8", entityTag: description.Tag));
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
        return new(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\""));
    }

    private sealed record Description(byte[] Json, EntityTagHeaderValue Tag);
}
