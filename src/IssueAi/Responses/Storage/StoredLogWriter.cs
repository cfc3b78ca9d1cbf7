using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;

namespace IssueAi.Responses.Storage;

/// <summary>Writes the log of one running response, one call at a time.</summary>
internal sealed class StoredLogWriter
{
    // Other writers change the head only to cancel, rate, end or erase: seldom, and the last two end the recording.
    private const int Conflicts = 5;

    private readonly TableStorage _storage;
    private readonly ResponseHeads _heads;
    private readonly string _responseId;
    private readonly string _tenant;
    private readonly DateTimeOffset _expiresAt;

    // Marks the head rows of this writer.
    private readonly string _writer = Guid.NewGuid().ToString("N");

    private ETag _tag;
    private int _rows;
    private bool _isCancelRequested;

    // The bytes in the table, and those that the client knows to be there. They differ after a call that failed halfway or
    // whose reply was lost, until the next call has completed it.
    private long _recorded;
    private long _acknowledged;

    private RecordingState? _end;

    /// <summary>Gets a value indicating whether the response's end is recorded.</summary>
    public bool HasEnded => _end is not null and not RecordingState.Lost;

    /// <summary>Gets the mark of the newest client that follows on another instance, as far as a write came upon it; null for none.</summary>
    public string? Follower { get; private set; }

    /// <summary>Creates the writer. Nothing is written yet.</summary>
    public StoredLogWriter(TableStorage storage, ResponseHeads heads, ResponseSummary summary, DateTimeOffset expiresAt)
    {
        _storage = storage;
        _heads = heads;
        _responseId = summary.ResponseId;
        _tenant = summary.Tenant;
        _expiresAt = expiresAt;
    }

    /// <summary>Inserts the head, once. After a failure it may be called again: a head that this writer inserted is its own.</summary>
    /// <exception cref="InvalidOperationException">There is a response with this id.</exception>
    public Task BeginAsync(ResponseSummary summary, CancellationToken cancellationToken) =>
        _tag == default ? InsertHeadAsync(summary, cancellationToken) : Task.CompletedTask;

    /// <summary>Adds bytes to the log and renews the lease; without bytes, only that.</summary>
    /// <exception cref="StorageUnavailableException">The bytes may or may not be recorded. Pass them again, with any that follow.</exception>
    public Task<RecordingState> AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(bytes, final: null, cancellationToken);

    /// <summary>Adds the last bytes and ends the response, in one transaction, once.</summary>
    /// <exception cref="StorageUnavailableException">As for <see cref="AppendAsync"/>.</exception>
    public async Task<RecordingState> EndAsync(ReadOnlyMemory<byte> rest, ResponseSummary final, CancellationToken cancellationToken) =>
        _end ??= await WriteAsync(rest, final, cancellationToken);

    private async Task InsertHeadAsync(ResponseSummary summary, CancellationToken cancellationToken)
    {
        var row = CreateHead(rows: 0, bytes: 0);
        row[Columns.Tenant] = _tenant;
        row[ResponseHead.WriterColumn] = _writer;
        row[ResponseHead.CancelRequestedColumn] = false;
        row[Columns.ExpiresAt] = _expiresAt;
        ResponseHead.WriteSummary(row, summary);
        for (var conflicts = 0; conflicts < Conflicts; conflicts++)
        {
            if (await _storage.InsertAsync(TableNames.Responses, row, cancellationToken) is { } tag)
            {
                _tag = tag;
                return;
            }

            // It is this writer's own when the reply to the first of two tries was lost.
            if (await _heads.FindAsync(_responseId, cancellationToken) is not { } head) continue;
            if (head.Writer != _writer) throw new InvalidOperationException($"There is a response {_responseId} already.");
            (_tag, _isCancelRequested, Follower) = (head.Tag, head.IsCancelRequested, head.Follower);
            return;
        }

        throw new StorageUnavailableException("Table storage refused a response's head again and again.");
    }

    private async Task<RecordingState> WriteAsync(ReadOnlyMemory<byte> bytes, ResponseSummary? final, CancellationToken cancellationToken)
    {
        var lane = final is null ? OperationLane.Recording : OperationLane.Awaited;
        for (var conflicts = 0; conflicts < Conflicts;)
        {
            var rest = bytes[(int)(_recorded - _acknowledged)..];
            var piece = rest[..Math.Min(rest.Length, ResponseRows.MaxTransactionBytes)];
            var isLast = piece.Length == rest.Length;
            if (!await TrySubmitAsync(piece, isLast ? final : null, lane, cancellationToken))
            {
                conflicts++;
                switch (await CatchUpAsync(final, cancellationToken))
                {
                    case Standing.Lost: return RecordingState.Lost;
                    case Standing.Ended: break;
                    default: continue;
                }
            }
            else if (!isLast)
            {
                continue;
            }

            _acknowledged = _recorded;
            return _isCancelRequested ? RecordingState.CancelRequested : RecordingState.Recorded;
        }

        throw new StorageUnavailableException("A response's head changed again and again.");
    }

    /// <summary>Adds rows and renews the head in one transaction, if the head is still as it was last seen.</summary>
    private async Task<bool> TrySubmitAsync(
        ReadOnlyMemory<byte> piece, ResponseSummary? final, OperationLane lane, CancellationToken cancellationToken)
    {
        var added = ResponseRows.Cut(_responseId, _tenant, _rows, piece, _expiresAt).ToList();
        var rows = _rows + added.Count;
        var head = CreateHead(rows, _recorded + piece.Length);
        if (final is not null) ResponseHead.WriteSummary(head, final);

        // The head comes first: when another writer owns it, nothing has to be undone.
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.UpdateMerge, head, _tag),
            .. added.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
        ];
        if (await _storage.SubmitAsync(TableNames.Responses, actions, cancellationToken, lane) is not { } tag) return false;
        _tag = tag;
        _rows = rows;
        _recorded += piece.Length;
        return true;
    }

    /// <summary>Reads the head again: another writer changed it, or the reply to this writer's own write was lost.</summary>
    private async Task<Standing> CatchUpAsync(ResponseSummary? final, CancellationToken cancellationToken)
    {
        if (await _heads.FindAsync(_responseId, cancellationToken) is not { } head || head.Writer != _writer) return Standing.Lost;

        // A recording that lost keeps its old tag, so that it can't win again.
        if (!head.IsRunning) return IsOurEnd(head, final) ? Standing.Ended : Standing.Lost;

        _tag = head.Tag;
        _rows = head.Rows;
        _recorded = head.Bytes;
        _isCancelRequested |= head.IsCancelRequested;
        Follower = head.Follower;
        return Standing.Running;
    }

    // This writer's last write, whose reply was lost: other writers end a response with another state.
    private static bool IsOurEnd(ResponseHead head, ResponseSummary? final) => final is not null && head.ReadSummary().State == final.State;

    private TableEntity CreateHead(int rows, long bytes)
    {
        var head = new TableEntity(_responseId, ResponseRows.Head) { [ResponseHead.RowsColumn] = rows, [ResponseHead.BytesColumn] = bytes };
        ResponseHead.RenewLease(head);
        return head;
    }

    private enum Standing
    {
        Running,
        Ended,
        Lost,
    }
}
