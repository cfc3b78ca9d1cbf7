using System.Text.Json;
using IssueAi.ModelSimulator.Calls;

namespace IssueAi.ModelSimulator;

/// <summary>One chat completion request as it arrived, and its outcome. Safe to read from any thread.</summary>
public sealed class ObservedCall
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallCounters _counters;
    private int _state;
    private int _tokensSent;

    internal ObservedCall(CallCounters counters) => _counters = counters;

    /// <summary>Gets the path that was asked for.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// Gets the deployment that was asked: the path's, or the body's model on Azure's versionless path, where it may be empty;
    /// null on the OpenAI-compatible route.
    /// </summary>
    public string? Deployment { get; init; }

    /// <summary>Gets the query's <c>api-version</c>; null when there is none.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Gets the request's body; undefined when it is no JSON.</summary>
    public JsonElement Body { get; init; }

    /// <summary>Gets all system (or developer) messages, joined by line ends; empty when there is none.</summary>
    public string SystemMessage { get; init; } = "";

    /// <summary>Gets the last user message; empty when there is none.</summary>
    public string UserMessage { get; init; } = "";

    /// <summary>Gets the <c>api-key</c> header; null when there is none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Gets the bearer token; null when there is none.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Gets the <c>traceparent</c> header; null when there is none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Gets the <c>tracestate</c> header; null when there is none.</summary>
    public string? TraceState { get; init; }

    /// <summary>Gets the <c>baggage</c> header; null when there is none.</summary>
    public string? Baggage { get; init; }

    /// <summary>Gets how far the call has come.</summary>
    public CallState State => (CallState)Volatile.Read(ref _state);

    /// <summary>Gets how many tokens have been sent.</summary>
    public int TokensSent => Volatile.Read(ref _tokensSent);

    /// <summary>Gets a task that completes, never faults, when the call has ended either way.</summary>
    public Task Ended => _ended.Task;

    internal void CountToken()
    {
        Interlocked.Increment(ref _tokensSent);
        _counters.CountToken();
    }

    internal void End(CallState state)
    {
        Volatile.Write(ref _state, (int)state);
        _counters.CountEnd(state);
        _ended.TrySetResult();
    }
}
