using System.Globalization;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation;

/// <summary>How long answers, and the thoughts before them, may be.</summary>
internal sealed class OutputLimits(IOptions<GenerationOptions> options)
{
    // A token is 3 to 4 bytes long on average; the longest ones, runs of spaces, have 128. This is a few times as much.
    private const int MaxTokenBytes = 512;

    // Anthropic refuses a smaller one.
    private const int LeastBudget = 1024;

    /// <summary>Gets how hard the model should think, as the request says it; null leaves it to the model.</summary>
    public string? ReasoningEffort { get; } = options.Value.ReasoningEffort?.ToString().ToLowerInvariant();

    /// <summary>Gets a value indicating whether the settings ask the model to think.</summary>
    public bool AsksForReasoning => options.Value.ReasoningEffort is not (null or Generation.ReasoningEffort.None);

    /// <summary>Gets how many tokens to let a model think with that takes such a number, and not a word for it.</summary>
    public int ThinkingBudget => Math.Max(LeastBudget, options.Value.ReasoningEffort switch
    {
        Generation.ReasoningEffort.Minimal => LeastBudget,
        Generation.ReasoningEffort.Low => options.Value.MaxReasoningTokens / 4,
        Generation.ReasoningEffort.Medium => options.Value.MaxReasoningTokens / 2,
        _ => options.Value.MaxReasoningTokens,
    });

    /// <summary>Gets the most that an answer may take, thoughts included where the settings ask for them.</summary>
    public long OfAnswer => (long)options.Value.MaxOutputTokens + (AsksForReasoning ? options.Value.MaxReasoningTokens : 0);

    /// <summary>Gets the settings that shape an answer, as one text.</summary>
    public string Signature => ReasoningEffort is null
        ? options.Value.MaxOutputTokens.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{options.Value.MaxOutputTokens} {ReasoningEffort} {options.Value.MaxReasoningTokens}");

    /// <summary>Gets the limit of the text alone.</summary>
    public int OfText(ModelPrompt prompt) => prompt.MaxOutputTokens ?? options.Value.MaxOutputTokens;

    /// <summary>Gets how long the text of an answer may be, in bytes, whatever the model makes of its limit.</summary>
    public long MaxTextBytes(ModelPrompt prompt) => (long)OfText(prompt) * MaxTokenBytes;

    /// <summary>
    /// Gets the output limit of a model for a prompt. A reasoning model gets additional tokens, so that the setting for the
    /// text covers the text alone.
    /// </summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="reasons">Whether the model is known to think before it answers.</param>
    public int Of(ModelPrompt prompt, bool reasons)
    {
        var text = OfText(prompt);
        return reasons || AsksForReasoning ? (int)Math.Min((long)text + options.Value.MaxReasoningTokens, int.MaxValue) : text;
    }
}
