namespace IssueAi.IntegrationTests.Faults;

internal static class TableFaults
{
    private static readonly TableFault[] OfAll =
        [TableFault.Busy, TableFault.BusyForLong, TableFault.Failed, TableFault.Dropped, TableFault.ReplyLost, TableFault.ReplyLate, TableFault.Page, TableFault.Empty];

    /// <summary>
    /// Returns the faults that an operation can get: a 404 isn't a fault for a delete or for the read of a row, for example. No read has a
    /// condition, yet a proxy may refuse one like a write.
    /// </summary>
    public static IEnumerable<TableFault> Of(TableOperation operation) => operation.Kind switch
    {
        "insert" => [.. OfAll, TableFault.Conflict],
        "put" or "merge" or "transaction" => [.. OfAll, TableFault.NotFound, TableFault.Conflict, TableFault.Changed],
        "delete" => [.. OfAll, TableFault.Changed],
        "query" => [.. OfAll, TableFault.NotFound, TableFault.Conflict, TableFault.Changed],
        _ => [.. OfAll, TableFault.Conflict, TableFault.Changed],
    };

    public static (int Status, string Code) AnswerOf(TableFault fault) => fault switch
    {
        TableFault.Busy or TableFault.BusyForLong => (503, "ServerBusy"),
        TableFault.Failed => (500, "InternalError"),
        TableFault.NotFound => (404, "ResourceNotFound"),
        TableFault.Conflict => (409, "EntityAlreadyExists"),
        TableFault.Changed => (412, "UpdateConditionNotSatisfied"),
        TableFault.Page or TableFault.Empty => (200, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "It has no answer."),
    };
}
