namespace IssueAi.Generation.Pipeline;

/// <summary>
/// A call that has reached its first piece of text, or its end. Before that another call can replace it; afterwards none can,
/// since a second answer wouldn't continue the text that the client has seen.
/// </summary>
internal sealed class ModelAttempt : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ModelUpdate> _updates;
    private readonly List<ModelUpdate> _preamble = [];
    private bool _hasEnded;

    private ModelAttempt(IAsyncEnumerator<ModelUpdate> updates) => _updates = updates;

    /// <summary>Reads a stream up to its first piece of text.</summary>
    /// <exception cref="ModelException">The call failed before that.</exception>
    public static async Task<ModelAttempt> StartAsync(IAsyncEnumerable<ModelUpdate> stream)
    {
        var attempt = new ModelAttempt(stream.GetAsyncEnumerator(CancellationToken.None));
        try
        {
            await attempt.ReadPreambleAsync();
            return attempt;
        }
        catch
        {
            await attempt.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the whole stream of the call that <paramref name="start"/> chooses. It can be read once.</summary>
    public static IAsyncEnumerable<ModelUpdate> StreamAsync(
        Func<CancellationToken, Task<ModelAttempt>> start, CancellationToken cancellationToken = default) =>
        new AttemptedStream(start, cancellationToken);

    public ValueTask DisposeAsync() => _updates.DisposeAsync();

    private async Task ReadPreambleAsync()
    {
        var reasoning = 0L;
        while (await _updates.MoveNextAsync())
        {
            if (_updates.Current.Text.Length > 0)
            {
                Keep(reasoning);
                return;
            }

            // A model may think for thousands of steps.
            reasoning += _updates.Current.ReasoningLength;
            if (!_updates.Current.IsSignOfLife) _preamble.Add(_updates.Current with { ReasoningLength = 0 });
        }

        _hasEnded = true;
        Keep(reasoning);
        if (!_preamble.Exists(update => update.FinishReason is not null))
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model's stream ended without an event.");
    }

    private void Keep(long reasoning)
    {
        if (reasoning > 0) _preamble.Add(new ModelUpdate { ReasoningLength = (int)Math.Min(reasoning, int.MaxValue) });
    }

    /// <summary>
    /// Passes an attempt's updates on. Written by hand, since attempts are nested, and each iterator would add a state machine
    /// per token.
    /// </summary>
    private sealed class AttemptedStream(Func<CancellationToken, Task<ModelAttempt>> start, CancellationToken cancellationToken)
        : IAsyncEnumerable<ModelUpdate>, IAsyncEnumerator<ModelUpdate>
    {
        private ModelAttempt? _attempt;
        private int _passed;

        public ModelUpdate Current => _passed <= _attempt!._preamble.Count ? _attempt._preamble[_passed - 1] : _attempt._updates.Current;

        public IAsyncEnumerator<ModelUpdate> GetAsyncEnumerator(CancellationToken token = default)
        {
            if (token.CanBeCanceled) cancellationToken = token;
            return this;
        }

        public ValueTask<bool> MoveNextAsync() => _attempt is null ? BeginAsync() : MoveOnAsync(_attempt);

        public ValueTask DisposeAsync() => _attempt?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async ValueTask<bool> BeginAsync()
        {
            _attempt = await start(cancellationToken);
            return await MoveOnAsync(_attempt);
        }

        private ValueTask<bool> MoveOnAsync(ModelAttempt attempt)
        {
            // The update that ended the preamble is the attempt's current one.
            if (_passed > attempt._preamble.Count) return attempt._updates.MoveNextAsync();
            if (_passed == attempt._preamble.Count && attempt._hasEnded) return ValueTask.FromResult(false);
            _passed++;
            return ValueTask.FromResult(true);
        }
    }
}
