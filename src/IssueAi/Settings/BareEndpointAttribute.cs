using System.ComponentModel.DataAnnotations;

namespace IssueAi.Settings;

/// <summary>
/// An address to which a path is added. One that holds a part of that path already, or a query, was copied from somewhere else
/// and would double it. The message never repeats the address.
/// </summary>
/// <param name="added">The path that is added, as it is told.</param>
/// <param name="segments">The parts of a path, in lower case, none of which the address may hold.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BareEndpointAttribute(string added, params string[] segments)
    : ValidationAttribute($"must be the address without {added}, which is added to it, and without a query")
{
    /// <summary>Gets the path that is added, as it is told.</summary>
    public string Added { get; } = added;

    /// <summary>Gets the parts of a path none of which the address may hold.</summary>
    public IReadOnlyList<string> Segments { get; } = segments;

    public override bool IsValid(object? value) =>
        value is not Uri { IsAbsoluteUri: true } endpoint || (endpoint.Query.Length == 0 && endpoint.Fragment.Length == 0 && !HoldsPath(endpoint));

    private bool HoldsPath(Uri endpoint) => Uri.UnescapeDataString(endpoint.AbsolutePath)
        .Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Any(segment => Segments.Contains(segment.ToLowerInvariant()));
}
