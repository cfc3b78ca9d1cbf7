namespace IssueAi.Generation;

/// <summary>One update of a model's stream. Each part may be absent; an update without any is a sign of life.</summary>
internal readonly record struct ModelUpdate
{
    /// <summary>
    /// Gets the next piece of the answer, as the inside of a JSON string: UTF-8, escaped, without the quotes. Whole
    /// characters only. Valid until the next update, since the buffer is reused.
    /// </summary>
    public ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>
    /// Gets how likely the model thought each token of <see cref="Text"/>; together they are as long as it is. Empty where it
    /// doesn't say; of no length where it says so apart from the text. Valid until the next step is asked for.
    /// </summary>
    public ReadOnlyMemory<TokenProbability> Tokens { get; init; }

    /// <summary>Gets the model's name; null on updates without it.</summary>
    public string? Model { get; init; }

    /// <summary>Gets why the model stopped (see <see cref="FinishReasons"/>); null before it has.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Gets the tokens of the call; null on updates without them.</summary>
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
