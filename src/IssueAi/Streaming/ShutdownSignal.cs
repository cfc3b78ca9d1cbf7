namespace IssueAi.Streaming;

/// <summary>Says that this instance is about to end: who comes now, or can come back, goes to another one.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    private readonly CancellationTokenSource _begun = new();

    public bool HasBegun => _begun.IsCancellationRequested;

    /// <summary>Gets a token that fires when the end has begun.</summary>
    public CancellationToken Token => _begun.Token;

    public void Begin() => _begun.Cancel();

    public void Dispose() => _begun.Dispose();
}
