using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using IssueAi.FunctionsHosting.Rpc;

namespace IssueAi.FunctionsHosting;

/// <summary>The host's side of the gRPC stream with one worker: it requests the functions, loads them and invokes them.</summary>
internal sealed class WorkerLink(string appFolder, WorkerLog log)
{
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _awaited = new();
    private readonly TaskCompletionSource<WorkerDescription> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the worker's functions once they are loaded. The task faults if the worker disconnects earlier.</summary>
    public Task<WorkerDescription> Ready => _ready.Task;

    /// <summary>Serves the worker's stream until it breaks.</summary>
    public async Task RunAsync(IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(outgoing, cancellationToken);
        _ = InitializeAsync();
        try
        {
            while (await incoming.MoveNext(cancellationToken)) Receive(incoming.Current);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The worker stopped.
        }
        finally
        {
            Break(new IOException("The worker disconnected."));
            await writing;
        }
    }

    /// <summary>Invokes a function and waits for its end.</summary>
    /// <returns>Whether the function succeeded.</returns>
    /// <exception cref="IOException">The worker disconnected.</exception>
    public async Task<bool> InvokeAsync(InvocationRequest invocation)
    {
        var answer = await AskAsync(new() { RequestId = invocation.InvocationId, InvocationRequest = invocation });
        var result = answer.InvocationResponse.Result;
        if (result.Exception is { } exception) log.Add(new RpcLog { Category = "Host.Results", Message = "An invocation failed.", Exception = exception });
        return result.Status == StatusResult.Types.Status.Success;
    }

    /// <summary>Tells the worker that the client of an invocation disconnected.</summary>
    public void Cancel(string invocationId) => _outgoing.Writer.TryWrite(new() { InvocationCancel = new() { InvocationId = invocationId } });

    /// <summary>Asks the worker to stop.</summary>
    public void Terminate() => _outgoing.Writer.TryWrite(new() { WorkerTerminate = new() });

    /// <summary>Fails all pending operations of the worker.</summary>
    public void Break(Exception reason)
    {
        _outgoing.Writer.TryComplete();
        _ready.TrySetException(reason);
        foreach (var awaited in _awaited.Values) awaited.TrySetException(reason);
    }

    private async Task InitializeAsync()
    {
        try
        {
            var init = await AskAsync(new()
            {
                RequestId = "init", WorkerInitRequest = new() { HostVersion = "4.1037.0", WorkerDirectory = appFolder, FunctionAppDirectory = appFolder },
            });
            var metadata = await AskAsync(new() { RequestId = "metadata", FunctionsMetadataRequest = new() { FunctionAppDirectory = appFolder } });
            var functions = metadata.FunctionMetadataResponse.Functions;
            foreach (var function in functions)
            {
                var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
                var loaded = await AskAsync(new() { RequestId = function.FunctionId, FunctionLoadRequest = load });
                if (loaded.FunctionLoadResponse.Result.Status != StatusResult.Types.Status.Success)
                    throw new InvalidOperationException($"{function.Name}: {loaded.FunctionLoadResponse.Result.Exception?.Message}");
            }

            _ready.TrySetResult(new(new Uri(init.WorkerInitResponse.Capabilities["HttpUri"]), [.. functions]));
        }
        catch (Exception exception)
        {
            _ready.TrySetException(exception);
        }
    }

    private Task<StreamingMessage> AskAsync(StreamingMessage question)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[question.RequestId] = answer;
        if (!_outgoing.Writer.TryWrite(question)) answer.TrySetException(new IOException("The worker disconnected."));
        return answer.Task;
    }

    private void Receive(StreamingMessage message)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog) log.Add(message.RpcLog);
        else if (_awaited.TryRemove(message.RequestId, out var awaited)) awaited.TrySetResult(message);
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken)) await outgoing.WriteAsync(message, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The worker stopped.
        }
    }
}
