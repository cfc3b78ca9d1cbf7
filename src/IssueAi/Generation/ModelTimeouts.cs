using System.Runtime.CompilerServices;
using IssueAi.Streaming;
using Microsoft.Extensions.Options;

namespace IssueAi.Generation;

/// <summary>Gives up on a model that doesn't begin, or doesn't go on, in time.</summary>
internal sealed class ModelTimeouts(IOptions<GenerationOptions> options, TimeProvider clock)
{
    /// <exception cref="ModelException">With <see cref="ErrorCode.UpstreamTimeout"/>: the model kept silent for too long.</exception>
    public async IAsyncEnumerable<ModelUpdate> ApplyAsync(
        Func<CancellationToken, IAsyncEnumerable<ModelUpdate>> model, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        patience.CancelAfter(options.Value.FirstTokenTimeout);
        var hasBegun = false;
        var hasFinished = false;

        await using var updates = model(either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync()) yield break;
            }
            catch (Exception exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The answer is whole once its finish reason came; only the count of its tokens is lost.
                if (hasFinished) yield break;
                throw new ModelException(
                    ErrorCode.UpstreamTimeout, hasBegun ? "The model paused for too long." : "The model didn't begin in time.", exception);
            }

            hasBegun |= updates.Current.Text.Length > 0;
            hasFinished |= updates.Current.FinishReason is not null;
            if (hasBegun) patience.CancelAfter(options.Value.IdleTimeout);
            yield return updates.Current;
        }
    }
}
