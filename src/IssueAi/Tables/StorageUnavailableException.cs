namespace IssueAi.Tables;

/// <summary>Table Storage can't be reached or doesn't answer in time, or the circuit breaker is open. The message is for logs.</summary>
internal sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets a value indicating whether the operation never got its turn, so that its failure tells nothing about storage.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Gets a value indicating whether there was a reply that can't be read.</summary>
    public bool IsUnreadable => InnerException is { } failure && StorageFailures.IsUnreadable(failure);
}
