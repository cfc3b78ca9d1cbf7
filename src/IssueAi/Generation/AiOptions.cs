using System.ComponentModel.DataAnnotations;

namespace IssueAi.Generation;

/// <summary>Settings <c>Ai__…</c>: the model's provider.</summary>
public sealed class AiOptions
{
    /// <summary>Gets or sets the model's provider. The default is <see cref="AiProvider.AzureOpenAI"/>.</summary>
    [EnumDataType(typeof(AiProvider), ErrorMessage = "must be AzureOpenAI, OpenAI or Anthropic")]
    public AiProvider Provider { get; set; } = AiProvider.AzureOpenAI;
}
