using Microsoft.AspNetCore.Http;

namespace IssueAi.Http;

/// <summary>Tells whose request it is. All that is stored is keyed by it.</summary>
internal static class Tenants
{
    private const string Default = "default";

    public static string Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Default;
    }
}
