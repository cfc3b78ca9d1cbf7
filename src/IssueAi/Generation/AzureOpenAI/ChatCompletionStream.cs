using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using IssueAi.Generation.Upstream;

namespace IssueAi.Generation.AzureOpenAI;

/// <summary>
/// The updates of one streamed chat completion, which is asked for when the first is. It can be read once. Written out, since
/// each token of each answer comes this way: what one read brought is handed on without a wait, and a wait takes one object,
/// used again.
/// </summary>
internal sealed class ChatCompletionStream(Func<CancellationToken, Task<PipelineResponse>> send, CancellationToken cancellationToken)
    : IAsyncEnumerable<ModelUpdate>, IAsyncEnumerator<ModelUpdate>
{
    private readonly ChatChunkParser _parser = new();
    private readonly EventDataBuffer _events = new();
    private PipelineResponse? _response;
    private bool _hasEnded;

    public ModelUpdate Current { get; private set; }

    public IAsyncEnumerator<ModelUpdate> GetAsyncEnumerator(CancellationToken token = default)
    {
        if (token.CanBeCanceled) cancellationToken = token;
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (_response is null) return BeginAsync();
        return TryTake(out var hasNext) ? ValueTask.FromResult(hasNext) : ReadOnAsync();
    }

    public ValueTask DisposeAsync()
    {
        _response?.Dispose();
        _events.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> BeginAsync()
    {
        _response = await send(cancellationToken);
        return await ReadOnAsync();
    }

    // Once a token, and nothing of it outlives the wait.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadOnAsync()
    {
        try
        {
            bool hasNext;
            while (!TryTake(out hasNext))
            {
                var count = await _response!.ContentStream!.ReadAsync(_events.GetSpace(), cancellationToken);
                if (count == 0) return End();
                _events.Advance(count);
            }

            return hasNext;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && AzureOpenAIFailures.IsConnectionFailure(exception))
        {
            // The answer is whole once its finish reason came; only the count of its tokens is lost.
            if (_parser.HasFinished) return End();
            throw new ModelException(ErrorCode.UpstreamUnavailable, "The model's stream broke off.", exception);
        }
    }

    // False: what comes next has yet to be read.
    private bool TryTake(out bool hasNext)
    {
        hasNext = false;
        if (_hasEnded) return true;
        if (!_events.TryRead(out var data)) return false;

        Current = _parser.Parse(data);
        hasNext = !_parser.IsDone || End();
        return true;
    }

    private bool End()
    {
        _hasEnded = true;
        Current = new ModelUpdate { Text = _parser.TakeCarry() };
        return Current.Text.Length > 0;
    }
}
