namespace IssueAi.Generation;

/// <summary>One step of a model's stream. Each part may be absent; a step with none is a sign of life.</summary>
internal readonly record struct ModelUpdate
{
    /// <summary>
    /// Gets the next piece of the answer, as the inside of a JSON string: UTF-8, escaped, without the quotes. Whole
    /// characters only. Valid until the next step is asked for, since the buffer is used again.
    /// </summary>
    public ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>
    /// Gets how likely the model thought each token of <see cref="Text"/>; together they are as long as it is. Empty where it
    /// doesn't say; of no length where it says so apart from the text. Valid until the next step is asked for.
    /// </summary>
    public ReadOnlyMemory<TokenProbability> Tokens { get; init; }

    /// <summary>Gets what the model calls itself; null on steps that don't say.</summary>
    public string? Model { get; init; }

    /// <summary>Gets why the model stopped (see <see cref="FinishReasons"/>); null before it has.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Gets what the call cost; null on steps that don't say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Gets how many bytes of thoughts came, which are no part of the answer.</summary>
    public int ReasoningLength { get; init; }

    /// <summary>Gets a value indicating whether the step says nothing of the answer.</summary>
    public bool IsSignOfLife => Text.IsEmpty && Tokens.IsEmpty && this is { Model: null, FinishReason: null, Usage: null, RetractedFrom: null };

    /// <summary>
    /// Gets how many UTF-16 units of the answer stay when the content filter withdraws the rest; null when nothing is
    /// withdrawn.
    /// </summary>
    public int? RetractedFrom { get; init; }
}
