using System.Security.Cryptography;
using System.Text;
using IssueAi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IssueAi.OpenApi;

/// <summary><c>GET /api/openapi.json</c>: describes the service as an OpenAPI 3.1 document.</summary>
public sealed class OpenApiEndpoint
{
    /// <summary>The document's route below the host's prefix.</summary>
    public const string Route = "openapi.json";

    private readonly OpenApiDocument _document;
    private readonly ProblemBoundary _boundary;
    private Description? _description;

    internal OpenApiEndpoint(OpenApiDocument document, ProblemBoundary boundary)
    {
        _document = document;
        _boundary = boundary;
    }

    /// <summary>Gives the document; 304 to who has it already.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="routes">What the host's functions declare.</param>
    public Task<IResult> GetAsync(HttpRequest request, IReadOnlyList<ApiRoute> routes)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _boundary.RunAsync(request.HttpContext, () =>
        {
            // It is the same for all; two first callers may both make it.
            var description = _description ??= Describe(PrefixOf(request), routes);
            request.HttpContext.Response.Headers.CacheControl = "no-cache";
            return Task.FromResult(Results.Bytes(description.Json, "application/json; charset=utf-8", entityTag: description.Tag));
        });
    }

    // What stands before the route is the host's to decide. It takes either case, and the document stays for all who ask.
    private static string PrefixOf(HttpRequest request)
    {
        var path = request.Path.ToString().TrimEnd('/');
        return path[..^Route.Length].TrimEnd('/').ToLowerInvariant();
    }

    private Description Describe(string prefix, IReadOnlyList<ApiRoute> routes)
    {
        var json = Encoding.UTF8.GetBytes(_document.Create(prefix, routes).ToJsonString(OpenApiDocument.Readable));
        return new(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\""));
    }

    private sealed record Description(byte[] Json, EntityTagHeaderValue Tag);
}
