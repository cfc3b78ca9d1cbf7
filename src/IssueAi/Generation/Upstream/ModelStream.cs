using System.Runtime.CompilerServices;

namespace IssueAi.Generation.Upstream;

/// <summary>
/// The updates of one response; the first read sends the request. It can be read once. It has no iterator, since each token of each
/// response passes here: the updates of one read need no further wait, and all waits reuse one object.
/// </summary>
/// <param name="call">Asks the server, and names the parameters to try.</param>
/// <param name="cancellationToken">Ends the call at once.</param>
internal sealed class ModelStream(IUpstreamCall call, CancellationToken cancellationToken) : IAsyncEnumerable<ModelUpdate>, IAsyncEnumerator<ModelUpdate>
{
    private IStreamParser _parser = call.CreateParser();
    private EventDataBuffer _events = new();
    private UpstreamAnswer? _answer;
    private bool _hasEnded;
    private bool _endsNext;
    private bool _isClosed;

    public ModelUpdate Current { get; private set; }

    public IAsyncEnumerator<ModelUpdate> GetAsyncEnumerator(CancellationToken token = default)
    {
        if (token.CanBeCanceled) cancellationToken = token;
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (_answer is null) return BeginAsync();
        return TryTake(out var hasNext) ? ValueTask.FromResult(hasNext) : ReadOnAsync();
    }

    public ValueTask DisposeAsync()
    {
        _answer?.Response.Dispose();
        _events.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> BeginAsync()
    {
        while (true)
        {
            try
            {
                _answer = await SendAsync();
                var hasNext = await ReadFirstAsync();
                call.Accept();
                return hasNext;
            }
            catch (ModelException refusal) when (call.TryChange(refusal))
            {
                await DisposeAsync();
                (_answer, _events, _parser, _isClosed) = (null, new EventDataBuffer(), call.CreateParser(), false);
            }
        }
    }

    // A call that is cancelled before its answer counts: the model may have read the prompt.
    private async Task<UpstreamAnswer> SendAsync()
    {
        call.Meter?.Send();
        try
        {
            return await call.SendAsync(cancellationToken);
        }
        catch (ModelException)
        {
            call.Meter?.TakeBack();
            throw;
        }
        catch (Exception exception)
        {
            var failure = Sort(exception, "The model can't be reached.");
            if (failure is ModelException) call.Meter?.TakeBack();
            throw failure;
        }
    }

    private async ValueTask<bool> ReadFirstAsync()
    {
        try
        {
            // Some servers answer a request for a stream with one document, with any content type.
            while (_events.FirstSign is null)
            {
                if (await FillAsync() == 0) return End();
            }

            if (_events.FirstSign is not ((byte)'{' or (byte)'[')) return await ReadOnAsync();
            while (await FillAsync() > 0)
            {
            }
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw Sort(exception, "The model's answer broke off.");
        }

        Current = _parser.ParseWhole(_events.All);
        _endsNext = true;
        return Take();
    }

    // It runs once per token, and keeps no state after the wait.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadOnAsync()
    {
        try
        {
            bool hasNext, hasRead = false;
            while (!TryTake(out hasNext))
            {
                // The bytes contained no event: a comment, or a part of an event.
                if (hasRead) call.ShowLife();
                var count = await _answer!.Value.Body.ReadAsync(_events.GetSpace(), cancellationToken);
                if (count > 0) _events.Advance(count);
                else if (!Close()) return End();
                hasRead = true;
            }

            if (Current.Text.IsEmpty) call.ShowLife();
            return hasNext;
        }
        catch (Exception) when (_parser.HasFinished && !cancellationToken.IsCancellationRequested)
        {
            // The answer is whole once its finish reason came; only the count of its tokens may be lost.
            return End();
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw Sort(exception, "The model's stream broke off.");
        }
    }

    // Once; false after that.
    private bool Close()
    {
        if (_isClosed) return false;
        _events.Complete();
        return _isClosed = true;
    }

    private async ValueTask<int> FillAsync()
    {
        var count = await _answer!.Value.Body.ReadAsync(_events.GetSpace(), cancellationToken);
        _events.Advance(count);
        call.ShowLife();
        return count;
    }

    // False: the next update has yet to be read.
    private bool TryTake(out bool hasNext)
    {
        hasNext = false;
        if (_parser.Failure is { } failure) throw failure;
        if (_hasEnded) return true;
        if (_endsNext)
        {
            hasNext = End();
            return true;
        }

        if (!_events.TryRead(out var data)) return false;

        Current = _parser.Parse(data);
        hasNext = Take();
        return true;
    }

    // The text that came with an error goes out before it.
    private bool Take()
    {
        if (_parser.Failure is { } failure && Current.Text.IsEmpty) throw failure;
        if (Current.Usage is { } usage) call.Count(usage);
        return !_parser.IsDone || End();
    }

    private bool End()
    {
        _hasEnded = true;
        Current = new ModelUpdate { Text = _parser.TakeCarry() };
        return Current.Text.Length > 0;
    }

    // A call cut short by its caller fails in many ways, as a broken connection for one.
    private Exception Sort(Exception exception, string message) => cancellationToken.IsCancellationRequested
        ? new OperationCanceledException("The call to the model was cancelled.", exception, cancellationToken)
        : new ModelException(ErrorCode.UpstreamUnavailable, message, exception);
}
