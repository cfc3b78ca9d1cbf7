using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation.Anthropic;

/// <summary>Settings <c>Anthropic__…</c>: Anthropic, or a server that speaks its messages API.</summary>
public sealed class AnthropicOptions
{
    internal const string Section = "Anthropic";

    /// <summary>
    /// Gets or sets the address that <c>/v1/messages</c> is added to. The default is Anthropic's own; https, unless it is
    /// on this machine.
    /// </summary>
    [Required(ErrorMessage = "must be set")]
    [HttpsEndpoint]
    [BareEndpoint("/v1/messages", "v1", "messages")]
    public Uri Endpoint { get; set; } = new("https://api.anthropic.com");

    /// <summary>Gets or sets the model's name, as Anthropic calls it. Required; there is no default.</summary>
    [Required(ErrorMessage = "must be set")]
    public string Model { get; set; } = "";

    /// <summary>Gets or sets the API key: printable ASCII without spaces. Required.</summary>
    [Required(ErrorMessage = "must be set")]
    [ApiKey]
    public string ApiKey { get; set; } = "";
}
