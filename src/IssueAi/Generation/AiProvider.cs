namespace IssueAi.Generation;

/// <summary>Where the model runs.</summary>
public enum AiProvider
{
    /// <summary>Azure OpenAI, settings <c>AzureOpenAI__…</c>.</summary>
    AzureOpenAI,

    /// <summary>OpenAI or any server that speaks its chat completions API, settings <c>OpenAI__…</c>.</summary>
    OpenAI,

    /// <summary>Anthropic, settings <c>Anthropic__…</c>.</summary>
    Anthropic,
}
