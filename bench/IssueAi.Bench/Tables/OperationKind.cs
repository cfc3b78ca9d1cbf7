namespace IssueAi.Bench.Tables;

/// <summary>The kind of an operation on a table.</summary>
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
