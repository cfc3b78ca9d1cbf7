namespace IssueAi.Streaming;

/// <summary>Signals that this instance ends: new requests and resumable streams go to another instance.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    private readonly CancellationTokenSource _begun = new();

    public bool HasBegun => _begun.IsCancellationRequested;

    /// <summary>Gets a token that fires when the shutdown has begun.</summary>
    public CancellationToken Token => _begun.Token;

    public void Begin() => _begun.Cancel();

    public void Dispose() => _begun.Dispose();
}
