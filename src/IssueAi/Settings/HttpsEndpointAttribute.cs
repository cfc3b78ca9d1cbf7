using System.ComponentModel.DataAnnotations;

namespace IssueAi.Settings;

/// <summary>An absolute https address, or any http one on this machine: keys travel to it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpsEndpointAttribute()
    : ValidationAttribute("must be an absolute https address (http only for this machine)")
{
    public override bool IsValid(object? value) =>
        value is not Uri endpoint
        || (endpoint.IsAbsoluteUri
            && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)));
}
