namespace IssueAi.Generation;

/// <summary>The seam to a language model: a prompt goes in, a stream of small values comes out.</summary>
internal interface IModelClient
{
    /// <summary>Streams the model's answer to <paramref name="prompt"/>.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="cancellationToken">Ends the call to the model at once.</param>
    /// <returns>
    /// The answer's parts in order. A stream that ends without a <see cref="ModelUpdate.FinishReason"/> was cut off;
    /// the consumer decides how to treat that.
    /// </returns>
    /// <exception cref="ModelException">The model refused, failed, or sent invalid data.</exception>
    IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default);
}
