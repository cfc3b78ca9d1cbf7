namespace IssueAi.Generation;

/// <summary>Settings <c>Ai__…</c>: who answers.</summary>
public sealed class AiOptions
{
    /// <summary>Gets or sets the model's provider. The default is <see cref="AiProvider.AzureOpenAI"/>.</summary>
    public AiProvider Provider { get; set; } = AiProvider.AzureOpenAI;
}
