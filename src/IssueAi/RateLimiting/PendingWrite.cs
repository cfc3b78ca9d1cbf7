namespace IssueAi.RateLimiting;

/// <summary>A place in the queue for a ledger's next write: of a request to be counted, or of pending changes.</summary>
/// <param name="reservation">The tokens that a request may need; null where only the ledger is to be written.</param>
internal sealed class PendingWrite(TokenReservation? reservation)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the tokens that the request may need; null where there is no request.</summary>
    public TokenReservation? Reservation => reservation;

    /// <summary>Gets or sets the decision of the limits on the request; final once <see cref="Done"/> has ended.</summary>
    public RateLimitLease? Lease { get; set; }

    /// <summary>Gets a task that ends when the request is decided, and written where storage is up.</summary>
    public Task Done => _done.Task;

    public void Finish() => _done.TrySetResult();

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
