using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IssueAi.Bench.Tables;

/// <summary>One request to the table service.</summary>
/// <param name="Kind">The kind of operation.</param>
/// <param name="Table">The table's name.</param>
/// <param name="BegunAt">The arrival time of the request, as a <see cref="Stopwatch"/> timestamp.</param>
/// <param name="EndedAt">The time at which its reply was forwarded.</param>
/// <param name="Status">The status of its reply; for a failed transaction, the status of the failed operation.</param>
internal sealed partial record TableOperation(OperationKind Kind, string Table, long BegunAt, long EndedAt, int Status)
{
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;

    public double DurationMs => Stopwatch.GetElapsedTime(BegunAt, EndedAt).TotalMilliseconds;

    /// <summary>Gets a value indicating whether the operation met a conflict.</summary>
    public bool IsConflict => Status is Conflict or PreconditionFailed;

    public static OperationKind KindOf(string method, string path) => method switch
    {
        "GET" => path.Contains("(PartitionKey", StringComparison.Ordinal) ? OperationKind.Read : OperationKind.Query,
        "POST" when path.Contains("/$batch", StringComparison.Ordinal) => OperationKind.Transaction,
        "POST" when path.EndsWith("/Tables", StringComparison.Ordinal) => OperationKind.Table,
        "POST" => OperationKind.Insert,
        "DELETE" => OperationKind.Delete,
        _ => OperationKind.Write,
    };

    /// <summary>Finds the table's name: in the path, or for a transaction in its first request.</summary>
    public static string TableOf(string path, ReadOnlySpan<byte> body)
    {
        var text = path.Contains("/$batch", StringComparison.Ordinal) ? Encoding.UTF8.GetString(body) : path;
        return TableName().Match(text).Groups[1].Value;
    }

    /// <summary>Finds the status within a transaction's reply.</summary>
    public static int StatusIn(ReadOnlySpan<byte> transaction)
    {
        var statuses = TransactionStatus().Matches(Encoding.UTF8.GetString(transaction)).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return statuses.DefaultIfEmpty(0).Max();
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3})")]
    private static partial Regex TransactionStatus();

    [GeneratedRegex(@"/devstoreaccount1/(\w+)")]
    private static partial Regex TableName();
}
