namespace IssueAi.Generation.Pipeline;

/// <summary>Ends a call when the model doesn't start, or doesn't continue, in time.</summary>
/// <param name="model">The model.</param>
/// <param name="firstToken">How long to wait for the first token.</param>
/// <param name="idle">How long a pause may be once it has begun.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TimeLimitedModelClient(IModelClient model, TimeSpan firstToken, TimeSpan idle, TimeProvider clock) : IModelClient
{
    private readonly IModelClient _model = model;
    private readonly TimeSpan _firstToken = firstToken;
    private readonly TimeSpan _idle = idle;
    private readonly TimeProvider _clock = clock;

    /// <exception cref="ModelException">With <see cref="ErrorCode.UpstreamTimeout"/>: the model was silent for too long.</exception>
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        new TimeLimitedStream(this, prompt, cancellationToken);

    /// <summary>Passes updates on. Written by hand, since an iterator would add a state machine per token. It can be read once.</summary>
    private sealed class TimeLimitedStream(TimeLimitedModelClient owner, ModelPrompt prompt, CancellationToken cancellationToken)
        : IAsyncEnumerable<ModelUpdate>, IAsyncEnumerator<ModelUpdate>
    {
        private readonly CancellationTokenSource _timeout = new(Timeout.InfiniteTimeSpan, owner._clock);
        private CancellationTokenSource? _either;
        private IAsyncEnumerator<ModelUpdate>? _updates;
        private bool _hasBegun;
        private bool _hasFinished;

        public ModelUpdate Current => _updates!.Current;

        public IAsyncEnumerator<ModelUpdate> GetAsyncEnumerator(CancellationToken token = default)
        {
            if (token.CanBeCanceled) cancellationToken = token;
            return this;
        }

        public ValueTask<bool> MoveNextAsync()
        {
            _updates ??= Begin();
            var next = _updates.MoveNextAsync();
            if (next.IsCompletedSuccessfully) return ValueTask.FromResult(next.Result && Pass(_updates.Current));

            // One read from the model brings many tokens, so the clock is set for the waits between reads.
            if (_hasBegun && !_hasFinished && !next.IsCompleted) _timeout.CancelAfter(owner._idle);
            return WaitAsync(next, _updates);
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (_updates is not null) await _updates.DisposeAsync();
            }
            finally
            {
                _either?.Dispose();
                _timeout.Dispose();
            }
        }

        private IAsyncEnumerator<ModelUpdate> Begin()
        {
            _either = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellationToken);
            _timeout.CancelAfter(owner._firstToken);
            return owner._model.StreamAsync(prompt with { SignOfLife = ShowLife }, _either.Token).GetAsyncEnumerator(CancellationToken.None);
        }

        private async ValueTask<bool> WaitAsync(ValueTask<bool> next, IAsyncEnumerator<ModelUpdate> updates)
        {
            try
            {
                return await next && Pass(updates.Current);
            }
            catch (Exception exception) when (_timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // The answer is complete once its finish reason has arrived; only the token count is lost.
                if (_hasFinished) return false;
                throw new ModelException(
                    ErrorCode.UpstreamTimeout, _hasBegun ? "The model paused for too long." : "The model didn't begin in time.", exception)
                {
                    IsOwnTimeout = true,
                };
            }
        }

        private bool Pass(in ModelUpdate update)
        {
            _hasBegun |= update.Text.Length > 0;
            if (!_hasFinished && update.FinishReason is not null)
            {
                // The remaining data is awaited once, however active the server is.
                _hasFinished = true;
                _timeout.CancelAfter(owner._idle);
            }

            return true;
        }

        private void ShowLife()
        {
            if (!_hasFinished) _timeout.CancelAfter(_hasBegun ? owner._idle : owner._firstToken);
            prompt.SignOfLife?.Invoke();
        }
    }
}
