using System.Text.Json;
using IssueAi.FunctionsHosting.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace IssueAi.FunctionsHosting;

/// <summary>A function that the worker announced.</summary>
internal sealed class HostedFunction
{
    private readonly TemplateMatcher? _route;

    public HostedFunction(FunctionMetadata metadata, string routePrefix)
    {
        Metadata = metadata;
        Trigger = metadata.RawBindings.Select(binding => JsonElement.Parse(binding)).Single(binding => binding.GetProperty("direction").GetString() == "In");
        if (!IsHttp) return;

        Methods = Trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(method => method.GetString()!)] : [];
        Route = $"{routePrefix}/{(Trigger.TryGetProperty("route", out var route) ? route.GetString() : Name)}";
        _route = new TemplateMatcher(TemplateParser.Parse(Route), []);
    }

    public FunctionMetadata Metadata { get; }

    public string Name => Metadata.Name;

    public string Id => Metadata.FunctionId;

    /// <summary>Gets the route below the root, such as <c>api/ai/{action}</c>; empty for a function without HTTP.</summary>
    public string Route { get; } = string.Empty;

    public IReadOnlyList<string> Methods { get; } = [];

    public bool IsHttp => Trigger.GetProperty("type").GetString() == "httpTrigger";

    public bool NeedsKey => Trigger.TryGetProperty("authLevel", out var level) && level.GetString() != "Anonymous";

    /// <summary>Gets the name of the parameter that the trigger binds to.</summary>
    public string ParameterName => Trigger.GetProperty("name").GetString()!;

    private JsonElement Trigger { get; }

    /// <summary>Tells whether a request is for this function, and reads the route values from its path.</summary>
    public bool Matches(HttpRequest request, RouteValueDictionary values) =>
        _route is not null
        && (Methods.Count == 0 || Methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase))
        && _route.TryMatch(request.Path, values);
}
