namespace IssueAi.Tables;

/// <summary>What an operation on a table allows while its reply is missing.</summary>
internal enum OperationKind
{
    /// <summary>It may be sent once more beside the first try: a read, or a write that is refused when it comes too late.</summary>
    Repeatable,

    /// <summary>It is an unconditional write: a second one that arrives late would undo a newer write.</summary>
    Once,

    /// <summary>It scans a table. It has a longer time limit, and its failure tells nothing about single rows.</summary>
    Scan,
}
