using System.Reflection;
using IssueAi.OpenApi;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.Functions;

/// <summary>The routes that this assembly's functions declare in their attributes.</summary>
internal static class FunctionRoutes
{
    /// <summary>Gets all routes except the catch-all.</summary>
    public static IReadOnlyList<ApiRoute> All { get; } =
        [.. typeof(FunctionRoutes).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(Read).OfType<ApiRoute>().OrderBy(route => route.Path, StringComparer.Ordinal)];

    private static ApiRoute? Read(MethodInfo method)
    {
        if (method.GetCustomAttribute<FunctionAttribute>() is not { } function) return null;

        var triggers = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>());
        if (triggers.FirstOrDefault(trigger => trigger is not null) is not { Route: { } route } found || route.Contains('*', StringComparison.Ordinal)) return null;
        return new ApiRoute(function.Name, route, found.Methods ?? [], found.AuthLevel != AuthorizationLevel.Anonymous);
    }
}
