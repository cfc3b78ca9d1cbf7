using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.LocalHost;

/// <summary>Finds an assembly's functions and maps each where the platform would.</summary>
internal static class FunctionEndpoints
{
    public static void MapFunctions(this IEndpointRouteBuilder endpoints, Assembly assembly, string routePrefix, string? functionKey)
    {
        foreach (var method in assembly.GetTypes().SelectMany(type => type.GetMethods()))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function) continue;
            if (FindTrigger(method) is { } trigger) endpoints.Map(method, function, trigger, routePrefix, functionKey);
        }
    }

    private static HttpTriggerAttribute? FindTrigger(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);

    private static void Map(
        this IEndpointRouteBuilder endpoints, MethodInfo method, FunctionAttribute function, HttpTriggerAttribute trigger, string routePrefix, string? functionKey)
    {
        var route = $"{routePrefix}/{trigger.Route ?? function.Name}";
        var handler = CreateHandler(endpoints.ServiceProvider, method);
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous && !string.IsNullOrEmpty(functionKey))
            handler = new FunctionKeyGuard(functionKey, handler).InvokeAsync;

        // The platform answers a method that a function doesn't list as if the function weren't there.
        var endpoint = trigger.Methods is { Length: > 0 } methods ? endpoints.MapMethods(route, methods, handler) : endpoints.Map(route, handler);
        endpoint.WithDisplayName(function.Name);
    }

    private static RequestDelegate CreateHandler(IServiceProvider services, MethodInfo method)
    {
        var routeParameters = method.GetParameters().Where(parameter => parameter.ParameterType == typeof(string)).Select(parameter => parameter.Name!);
        var options = new RequestDelegateFactoryOptions { ServiceProvider = services, RouteParameterNames = routeParameters };
        var type = method.DeclaringType!;
        return method.IsStatic
            ? RequestDelegateFactory.Create(method, targetFactory: null, options).RequestDelegate
            : RequestDelegateFactory.Create(method, context => ActivatorUtilities.GetServiceOrCreateInstance(context.RequestServices, type), options).RequestDelegate;
    }
}
