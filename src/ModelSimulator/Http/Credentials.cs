namespace IssueAi.ModelSimulator.Http;

/// <summary>Whether a caller showed a key.</summary>
internal static class Credentials
{
    private const string Scheme = "Bearer ";

    public static string? BearerToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    public static bool Suffice(ObservedCall call, string? expected)
    {
        // Only Azure has the api-key header.
        var shown = call.Deployment is not null && !string.IsNullOrEmpty(call.ApiKey) ? call.ApiKey : call.BearerToken;
        return !string.IsNullOrEmpty(shown) && (expected is null || shown == expected);
    }
}
