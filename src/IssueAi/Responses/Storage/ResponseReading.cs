using System.Buffers;
using Azure;
using Azure.Data.Tables;
using IssueAi.Tables;

namespace IssueAi.Responses.Storage;

/// <summary>Collects a response's rows, which may grow meanwhile.</summary>
internal sealed class ResponseReading(int afterRow)
{
    private readonly ArrayBufferWriter<byte> _events = new();
    private TimeSpan _headAge;

    public int LastRow { get; private set; } = afterRow;

    public ResponseHead? Head { get; private set; }

    /// <summary>Gets a value indicating whether rows were added between those that were read and the head.</summary>
    public bool HasMissedRows => Head is not null && LastRow < Head.Rows;

    public void Add(Page<TableEntity> page)
    {
        foreach (var row in page.Values)
        {
            if (row.RowKey == ResponseRows.Head)
            {
                Head = new ResponseHead(row);
                _headAge = ServiceClock.AgeOf(Head.RenewedAt, page.GetRawResponse());
            }
            else if (ResponseRows.NumberOf(row.RowKey) is { } number)
            {
                BinaryColumns.Read(row, _events);
                LastRow = number;
            }
        }
    }

    public StoredResponse ToResponse(ResponseHead head) =>
        new(head.ReadSummary(), head.Tag, _events.WrittenMemory, LastRow, _headAge);
}
