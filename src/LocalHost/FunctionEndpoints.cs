using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.LocalHost;

/// <summary>Finds an assembly's functions and maps each where the platform would, in the platform's order: that of their names.</summary>
internal static class FunctionEndpoints
{
    public static void MapFunctions(this IEndpointRouteBuilder endpoints, Assembly assembly, string routePrefix, string? functionKey)
    {
        var functions =
            from type in assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let trigger = FindTrigger(method)
            where function is not null && trigger is not null
            orderby function.Name.ToUpperInvariant()
            select (method, function, trigger);
        foreach (var ((method, function, trigger), order) in functions.Select((found, order) => (found, order)))
            endpoints.Map(method, function, trigger, routePrefix, functionKey).WithOrder(order);
    }

    private static HttpTriggerAttribute? FindTrigger(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);

    private static IEndpointConventionBuilder Map(
        this IEndpointRouteBuilder endpoints, MethodInfo method, FunctionAttribute function, HttpTriggerAttribute trigger, string routePrefix, string? functionKey)
    {
        var route = $"{routePrefix}/{trigger.Route ?? function.Name}";
        var handler = CreateHandler(endpoints.ServiceProvider, method);
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous && !string.IsNullOrEmpty(functionKey))
            handler = new FunctionKeyGuard(functionKey, handler).InvokeAsync;

        // The platform answers a method that a function doesn't list as if the function weren't there.
        var endpoint = trigger.Methods is { Length: > 0 } methods ? endpoints.MapMethods(route, methods, handler) : endpoints.Map(route, handler);
        return endpoint.WithDisplayName(function.Name);
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
