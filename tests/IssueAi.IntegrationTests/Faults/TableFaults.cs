namespace IssueAi.IntegrationTests.Faults;

internal static class TableFaults
{
    private static readonly TableFault[] OfAll =
        [TableFault.Busy, TableFault.BusyForLong, TableFault.Failed, TableFault.Dropped, TableFault.ReplyLost, TableFault.ReplyLate];

    /// <summary>Returns the faults that are possible for an operation: a 404 isn't a fault for a delete, for example.</summary>
    public static IEnumerable<TableFault> Of(TableOperation operation) => operation.Kind switch
    {
        "insert" => [.. OfAll, TableFault.Conflict],
        "put" or "merge" or "transaction" => [.. OfAll, TableFault.NotFound, TableFault.Conflict, TableFault.Changed],
        "delete" => [.. OfAll, TableFault.Changed],
        _ => OfAll,
    };

    public static (int Status, string Code) AnswerOf(TableFault fault) => fault switch
    {
        TableFault.Busy or TableFault.BusyForLong => (503, "ServerBusy"),
        TableFault.Failed => (500, "InternalError"),
        TableFault.NotFound => (404, "ResourceNotFound"),
        TableFault.Conflict => (409, "EntityAlreadyExists"),
        TableFault.Changed => (412, "UpdateConditionNotSatisfied"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "It has no answer."),
    };
}
