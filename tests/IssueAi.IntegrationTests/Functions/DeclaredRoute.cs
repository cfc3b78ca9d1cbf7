using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace IssueAi.IntegrationTests.Functions;

/// <summary>The route that a function declares, with its order and overlap.</summary>
internal sealed record DeclaredRoute(string Function, string Route, IReadOnlyList<string> Methods)
{
    private readonly RouteTemplate _template = TemplateParser.Parse(Route);

    /// <summary>Gets the route's precedence in ASP.NET Core: a smaller value is more specific.</summary>
    public decimal Precedence => RoutePrecedence.ComputeInbound(_template);

    /// <summary>Reads the HTTP-triggered functions of an assembly.</summary>
    public static IReadOnlyList<DeclaredRoute> ReadAll(Assembly assembly) => [.. assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(Read).OfType<DeclaredRoute>()];

    /// <summary>Tells whether a request can match both routes.</summary>
    public bool Overlaps(DeclaredRoute other) => Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any() && OverlapsPath(other._template.Segments);

    private static DeclaredRoute? Read(MethodInfo method)
    {
        if (method.GetCustomAttribute<FunctionAttribute>() is not { } function) return null;

        var triggers = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>());
        return triggers.FirstOrDefault(found => found is not null) is { } trigger
            ? new(function.Name, trigger.Route ?? function.Name, trigger.Methods ?? [])
            : null;
    }

    private bool OverlapsPath(IList<TemplateSegment> others)
    {
        var mine = _template.Segments;
        for (var at = 0; at < mine.Count && at < others.Count; at++)
        {
            if (IsCatchAll(mine[at]) || IsCatchAll(others[at])) return true;
            if (TextOf(mine[at]) is { } text && TextOf(others[at]) is { } other && !text.Equals(other, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return mine.Count == others.Count;
    }

    private static bool IsCatchAll(TemplateSegment segment) => segment.Parts.Any(part => part.IsCatchAll);

    // Null for a parameter, which matches any text.
    private static string? TextOf(TemplateSegment segment) => segment.Parts.All(part => part.IsLiteral) ? string.Concat(segment.Parts.Select(part => part.Text)) : null;
}
