using System.ComponentModel.DataAnnotations;
using IssueAi.Settings;

namespace IssueAi.Generation.OpenAICompatible;

/// <summary>Settings <c>OpenAI__…</c>: OpenAI itself, or any server that speaks its chat completions API.</summary>
public sealed class OpenAIOptions : IValidatableObject
{
    internal const string Section = "OpenAI";

    private static readonly Uri Vendor = new("https://api.openai.com/v1");

    /// <summary>
    /// Gets or sets the address that <c>/chat/completions</c> is added to. The default is OpenAI's own; https, unless it
    /// is on this machine.
    /// </summary>
    [Required(ErrorMessage = "must be set")]
    [HttpsEndpoint]
    [BareEndpoint("/chat/completions", "chat", "completions")]
    public Uri Endpoint { get; set; } = Vendor;

    /// <summary>Gets or sets the model's name, as the server calls it. Required; there is no default.</summary>
    [Required(ErrorMessage = "must be set")]
    public string Model { get; set; } = "";

    /// <summary>Gets or sets the API key: printable ASCII without spaces. OpenAI's own endpoint requires one; null, the default, sends none.</summary>
    [ApiKey]
    public string? ApiKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ApiKey) && Endpoint.Host == Vendor.Host)
            yield return new($"must be set for {Vendor.Host}", [nameof(ApiKey)]);
    }
}
