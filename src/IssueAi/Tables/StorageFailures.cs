using System.Text.Json;
using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;

namespace IssueAi.Tables;

/// <summary>Tells expected answers of Table Storage from failures.</summary>
internal static class StorageFailures
{
    /// <summary>Gets a value indicating whether the service failed, as opposed to an answer that a store expects.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        RequestFailedException { Status: 404 or 412 } => false,

        // For about half a minute after its deletion a table can be neither used nor created.
        RequestFailedException { Status: 409 } conflict => conflict.ErrorCode == TableErrorCode.TableBeingDeleted,

        // The SDK's own retries end in an AggregateException, a time limit in a cancellation.
        RequestFailedException or AggregateException or OperationCanceledException or AuthenticationFailedException or IOException => true,
        _ => IsUnreadable(exception),
    };

    /// <summary>
    /// Gets a value indicating whether the reply can't be read: it comes from something in between, such as a proxy's page.
    /// </summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is RequestFailedException { Status: >= 200 and < 300 } or JsonException or InvalidDataException;

    /// <summary>Gets a value indicating whether other operations most likely fail too.</summary>
    public static bool IsOutage(Exception exception) => exception is not RequestFailedException { Status: 400 or 413 };

    public static bool IsTableMissing(RequestFailedException exception) => exception.ErrorCode == TableErrorCode.TableNotFound;
}
