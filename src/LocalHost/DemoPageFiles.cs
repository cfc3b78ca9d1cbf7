using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace IssueAi.LocalHost;

/// <summary>Serves the demo page at <c>/</c>, to GET and HEAD. Addresses of functions stay the functions'.</summary>
internal static class DemoPageFiles
{
    // The page's own scripts and styles, and answers of the service it came from: nothing that a model writes can load or send anything.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseDemoPage(this WebApplication web, DemoPage page)
    {
        var files = new PhysicalFileProvider(page.Folder);
        web.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        web.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = AddHeaders });
    }

    private static void AddHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // Names under assets/ change with their content.
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : CacheControlHeaderValue.NoCacheString;
    }
}
