using System.Security.Cryptography;
using System.Text;
using IssueAi.Http;

namespace IssueAi.LocalHost;

/// <summary>Asks for the function key, as the platform does: in the header <c>x-functions-key</c> or as <c>?code=</c>.</summary>
internal sealed class FunctionKeyGuard(string key, RequestDelegate next)
{
    private const string HeaderName = "x-functions-key";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public Task InvokeAsync(HttpContext context)
    {
        if (IsKey(context.Request.Headers[HeaderName]) || IsKey(context.Request.Query["code"])) return next(context);

        context.Response.Headers.WWWAuthenticate = "FunctionKey";
        return Problems.Unauthorized($"Send the function key in the header '{HeaderName}' or as '?code='.").ExecuteAsync(context);
    }

    private bool IsKey(string? candidate) =>
        candidate is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(candidate), _key);
}
