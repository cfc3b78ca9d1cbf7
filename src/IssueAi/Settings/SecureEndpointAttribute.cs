using System.ComponentModel.DataAnnotations;

namespace IssueAi.Settings;

/// <summary>An absolute address over https; over plain http only on this machine.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureEndpointAttribute() : ValidationAttribute("must be an absolute https address (http only for loopback)")
{
    public override bool IsValid(object? value) =>
        value is not Uri endpoint
        || (endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)));
}
