namespace IssueAi.Tables;

/// <summary>Table storage can't be reached, doesn't answer in time, or is known to be down. Its message is for logs.</summary>
internal sealed class StorageUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
