namespace IssueAi.Bench.Tables;

/// <summary>What an operation on a table does.</summary>
internal enum OperationKind
{
    Read,
    Query,
    Insert,
    Write,
    Transaction,
    Delete,
    Table,
}
