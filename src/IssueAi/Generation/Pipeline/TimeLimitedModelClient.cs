using System.Runtime.CompilerServices;

namespace IssueAi.Generation.Pipeline;

/// <summary>Ends a call when the model doesn't start, or doesn't continue, in time.</summary>
/// <param name="model">The model.</param>
/// <param name="firstToken">How long to wait for the first token.</param>
/// <param name="idle">How long a pause may be once it has begun.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TimeLimitedModelClient(IModelClient model, TimeSpan firstToken, TimeSpan idle, TimeProvider clock) : IModelClient
{
    /// <exception cref="ModelException">With <see cref="ErrorCode.UpstreamTimeout"/>: the model was silent for too long.</exception>
    public async IAsyncEnumerable<ModelUpdate> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        timeout.CancelAfter(firstToken);
        var hasBegun = false;
        var hasFinished = false;

        await using var updates = model.StreamAsync(prompt with { SignOfLife = ShowLife }, either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                var next = updates.MoveNextAsync();

                // One read from the model brings many tokens, so the clock is set for the waits between reads.
                if (hasBegun && !hasFinished && !next.IsCompleted) timeout.CancelAfter(idle);
                if (!await next) yield break;
            }
            catch (Exception exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The answer is complete once its finish reason has arrived; only the token count is lost.
                if (hasFinished) yield break;
                throw new ModelException(
                    ErrorCode.UpstreamTimeout, hasBegun ? "The model paused for too long." : "The model didn't begin in time.", exception)
                {
                    IsOwnTimeout = true,
                };
            }

            hasBegun |= updates.Current.Text.Length > 0;
            if (!hasFinished && updates.Current.FinishReason is not null)
            {
                // The remaining data is awaited once, however active the server is.
                hasFinished = true;
                timeout.CancelAfter(idle);
            }

            yield return updates.Current;
        }

        void ShowLife()
        {
            if (!hasFinished) timeout.CancelAfter(hasBegun ? idle : firstToken);
            prompt.SignOfLife?.Invoke();
        }
    }
}
