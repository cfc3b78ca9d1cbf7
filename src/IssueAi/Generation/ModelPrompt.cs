namespace IssueAi.Generation;

/// <summary>A prompt: the product's instructions, and separately everything that clients sent.</summary>
/// <param name="System">The action's instructions. No client's text is in it.</param>
/// <param name="User">The request, with the issue's text fenced as data.</param>
internal sealed record ModelPrompt(string System, string User)
{
    /// <summary>Gets the places in <see cref="User"/> of texts that others than the caller may have written; null for none.</summary>
    public PromptDocuments? Documents { get; init; }

    /// <summary>Gets a value indicating whether the caller gave instructions.</summary>
    public bool HasInstructions { get; init; }

    /// <summary>Gets the action's name, such as <c>refine</c>; for telemetry.</summary>
    public string? Action { get; init; }

    /// <summary>Gets the longest answer, in the model's tokens; null is <see cref="GenerationOptions.MaxOutputTokens"/>.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets a value indicating whether to ask again when the model fails. The default is <see langword="true"/>.</summary>
    public bool IsWorthRetrying { get; init; } = true;

    /// <summary>Gets a value indicating whether log-probabilities are wanted. The default is <see langword="true"/>.</summary>
    public bool WantsLogProbabilities { get; init; } = true;

    /// <summary>Gets the meter of the calls; null if the calls aren't metered.</summary>
    public TokenMeter? Meter { get; init; }

    /// <summary>Gets the action to call when the model sends something that isn't text yet, such as reasoning; null for none.</summary>
    public Action? SignOfLife { get; init; }
}
