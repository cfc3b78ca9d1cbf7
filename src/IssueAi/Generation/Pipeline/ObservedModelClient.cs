using System.Diagnostics;
using System.Runtime.CompilerServices;
using IssueAi.Telemetry;

namespace IssueAi.Generation.Pipeline;

/// <summary>Measures and traces each call to a deployment. Without a listener it returns the deployment's own stream.</summary>
internal sealed class ObservedModelClient(IModelClient model, ModelTarget target, IssueAiMetrics metrics, ActivitySource spans, TimeProvider clock) : IModelClient
{
    public IAsyncEnumerable<ModelUpdate> StreamAsync(ModelPrompt prompt, CancellationToken cancellationToken = default) =>
        metrics.ObservesModel || spans.HasListeners()
            ? new ObservedStream(
                model.StreamAsync(prompt, cancellationToken), () => new ModelCall(target, prompt, metrics, spans, clock), cancellationToken)
            : model.StreamAsync(prompt, cancellationToken);

    /// <summary>Passes a call's updates on and measures them. Written by hand, since an iterator would add a state machine per token.</summary>
    private sealed class ObservedStream(IAsyncEnumerable<ModelUpdate> stream, Func<ModelCall> begin, CancellationToken cancellationToken)
        : IAsyncEnumerable<ModelUpdate>, IAsyncEnumerator<ModelUpdate>
    {
        private readonly IAsyncEnumerator<ModelUpdate> _updates = stream.GetAsyncEnumerator(CancellationToken.None);
        private ModelCall? _call;

        public ModelUpdate Current => _updates.Current;

        public IAsyncEnumerator<ModelUpdate> GetAsyncEnumerator(CancellationToken token = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            if (_call is null) return BeginAsync();
            try
            {
                var next = _updates.MoveNextAsync();
                return next.IsCompletedSuccessfully ? ValueTask.FromResult(Note(next.Result)) : NoteAsync(next);
            }
            catch (Exception exception)
            {
                _call.Fail(exception, cancellationToken.IsCancellationRequested);
                throw;
            }
        }

        // Asynchronous, so that the end of the call's span doesn't change which one is current for the caller.
        public async ValueTask DisposeAsync()
        {
            _call?.Dispose();
            await _updates.DisposeAsync();
        }

        // The call's span is current during the request, so that the trace reaches the model.
        private async ValueTask<bool> BeginAsync()
        {
            _call = begin();
            return await MoveNextAsync();
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<bool> NoteAsync(ValueTask<bool> next)
        {
            try
            {
                return Note(await next);
            }
            catch (Exception exception)
            {
                _call!.Fail(exception, cancellationToken.IsCancellationRequested);
                throw;
            }
        }

        private bool Note(bool hasNext)
        {
            if (hasNext) _call!.Add(_updates.Current);
            else _call!.End();
            return hasNext;
        }
    }
}
