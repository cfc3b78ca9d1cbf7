using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using IssueAi.Confidence;
using IssueAi.Tables;

namespace IssueAi.Responses.Storage;

/// <summary>A response's head row, or the tombstone that an erased response leaves.</summary>
internal sealed class ResponseHead(TableEntity row)
{
    public const string CancelRequestedColumn = "CancelRequested";
    public const string RowsColumn = "Rows";
    public const string BytesColumn = "Bytes";
    public const string WriterColumn = "Writer";
    public const string FollowerColumn = "Follower";
    public const string DeletedState = "deleted";

    private const string RenewedAtColumn = "RenewedAt";

    // A merge can't remove a property.
    private static readonly DateTimeOffset ByTimestamp = DateTimeOffset.UnixEpoch;
    public ETag Tag => row.ETag;

    /// <summary>Gets when its writer renewed the lease: the service's time of its last write. Changes by others don't count.</summary>
    public DateTimeOffset? RenewedAt => row.GetDateTimeOffset(RenewedAtColumn) is { } renewedAt && renewedAt > ByTimestamp ? renewedAt : row.Timestamp;

    /// <summary>Gets the mark of the newest client that follows on another instance; null where none has come yet.</summary>
    public string? Follower => row.GetString(FollowerColumn);

    public bool IsDeleted => row.GetString(Columns.State) == DeletedState;

    public bool IsRunning => row.GetString(Columns.State) == nameof(ResponseState.Running);

    public bool IsCancelRequested => row.GetBoolean(CancelRequestedColumn) ?? false;

    /// <summary>Gets the number of rows in the log.</summary>
    public int Rows => row.GetInt32(RowsColumn) ?? 0;

    /// <summary>Gets the number of bytes in the log.</summary>
    public long Bytes => row.GetInt64(BytesColumn) ?? 0;

    /// <summary>Gets the recording that the log is written by.</summary>
    public string? Writer => row.GetString(WriterColumn);

    public string Tenant => row.GetString(Columns.Tenant);

    public DateTimeOffset? ExpiresAt => row.GetDateTimeOffset(Columns.ExpiresAt);

    /// <summary>Gets the summary as it was written, without later feedback.</summary>
    public string SummaryText => row.GetString(Columns.Summary);

    public ResponseSummary ReadSummary() =>
        FeedbackColumns.Complete(JsonSerializer.Deserialize(SummaryText, ResponseStorageJsonContext.Default.ResponseSummary)!, row);

    /// <summary>Reads what an unfinished erasure has still to erase; null on the tombstone of a finished one.</summary>
    public ResponseSummary? ReadUnfinished() => IsDeleted && row.ContainsKey(Columns.Summary) ? ReadSummary() : null;

    /// <summary>Renews the lease with a writer's own change.</summary>
    public static void RenewLease(TableEntity change) => change[RenewedAtColumn] = ByTimestamp;

    /// <summary>Keeps the writer's lease as it is, with another's change.</summary>
    public void KeepLease(TableEntity change)
    {
        // Without the property, an earlier version wrote the head: it wouldn't reset the time, and would look dead while it still writes.
        if (row.ContainsKey(RenewedAtColumn)) change[RenewedAtColumn] = RenewedAt;
    }

    /// <summary>Creates the change that puts feedback on a head row.</summary>
    public static TableEntity CreateFeedback(string responseId, AnswerFeedback feedback)
    {
        var change = new TableEntity(responseId, ResponseRows.Head);
        FeedbackColumns.Write(change, feedback);
        return change;
    }

    /// <summary>Puts a summary, and the state that it tells, on a head row.</summary>
    public static void WriteSummary(TableEntity row, ResponseSummary summary)
    {
        row[Columns.Summary] = JsonSerializer.Serialize(summary, ResponseStorageJsonContext.Default.ResponseSummary);
        row[Columns.State] = summary.State.ToString();
    }
}
