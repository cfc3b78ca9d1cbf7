using System.ComponentModel.DataAnnotations;

namespace IssueAi.Generation;

/// <summary>Settings <c>Ai__…</c>: who answers.</summary>
public sealed class AiOptions
{
    /// <summary>Gets or sets the model's provider. The default is <see cref="AiProvider.AzureOpenAI"/>.</summary>
    [EnumDataType(typeof(AiProvider), ErrorMessage = "must be AzureOpenAI, OpenAI or Anthropic")]
    public AiProvider Provider { get; set; } = AiProvider.AzureOpenAI;
}
