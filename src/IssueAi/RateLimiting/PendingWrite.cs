namespace IssueAi.RateLimiting;

/// <summary>A place in the queue for a ledger's next write: of a request to be counted, or of what isn't written yet.</summary>
/// <param name="tokens">How many tokens a request may cost; null where only the ledger is to be written.</param>
internal sealed class PendingWrite(long? tokens)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets how many tokens the request may cost; null where there is no request.</summary>
    public long? Tokens => tokens;

    /// <summary>Gets or sets what the limits say to the request; final once <see cref="Done"/> has ended.</summary>
    public RateLimitLease? Lease { get; set; }

    /// <summary>Gets a task that ends when the request is decided, and written where storage is up.</summary>
    public Task Done => _done.Task;

    public void Finish() => _done.TrySetResult();

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
