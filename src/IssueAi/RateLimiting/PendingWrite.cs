namespace IssueAi.RateLimiting;

/// <summary>One who waits for a ledger to be written: a request that wants to be counted, or somebody who wants all of it down.</summary>
/// <param name="tokens">How many tokens a request may cost; null for who only wants the ledger written.</param>
internal sealed class PendingWrite(long? tokens)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets how many tokens the request may cost; null where it is none.</summary>
    public long? Tokens => tokens;

    /// <summary>Gets what the limits say to a request, as things stand; final once <see cref="Done"/> has ended.</summary>
    public RateLimitLease? Lease { get; set; }

    /// <summary>Gets a task that ends when it is decided, and written where storage is up.</summary>
    public Task Done => _done.Task;

    public void Finish() => _done.TrySetResult();

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
