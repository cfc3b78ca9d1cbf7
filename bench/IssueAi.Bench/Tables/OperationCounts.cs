namespace IssueAi.Bench.Tables;

/// <summary>The number of operations of each kind.</summary>
internal sealed class OperationCounts(IReadOnlyList<TableOperation> operations)
{
    /// <summary>Gets the duration of the count.</summary>
    public TimeSpan Duration { get; init; }

    public int Total => operations.Count;

    public int Of(OperationKind kind) => operations.Count(operation => operation.Kind == kind);

    /// <summary>Lists the operations table by table.</summary>
    public override string ToString() => string.Join(", ", operations
        .GroupBy(operation => $"{operation.Table} {operation.Kind.ToString().ToLowerInvariant()}")
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? group.Key : $"{group.Key} × {group.Count()}"));
}
